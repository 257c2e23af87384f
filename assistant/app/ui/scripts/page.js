// Runs once for each part of the page that we draw ourselves (Gradio's js_on_load), with
// `element` the part, `trigger` its events and `watch` what is called after it was drawn anew.

// The address of a digest or a timeline, for a server that has forgotten it since a restart.
const linkOf = (turn) => document.querySelector(`#dl-${CSS.escape(turn)} [data-link]`)?.dataset.link;

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed || !element.contains(pressed)) return;
  // A card opens its article wherever it is clicked, but not when words in it were selected.
  if (!event.target.closest("button") && String(getSelection())) return;
  if (pressed.dataset.do === "ask") {
    trigger("submit", { question: pressed.textContent });
    // The next drawing takes the button away, and with it the focus of the keyboard.
    if (event.detail === 0) document.querySelector("#dl-box textarea")?.focus();
  } else if (pressed.dataset.do === "read") {
    const { turn, article } = pressed.dataset;
    trigger("select", { turn, article, link: linkOf(turn) });
  } else if (["open", "sources"].includes(pressed.dataset.do)) {
    const { turn, label } = pressed.dataset;
    trigger("select", { turn, label: label ?? null, link: linkOf(turn) });
  }
});

// What scripts keep by the number of a turn is of one conversation: numbers begin anew in the next.
const forgets = [];
let conversation = null;

watch("value", () => {
  const now = element.querySelector(".dl-turns")?.dataset.conversation ?? null;
  if (now !== conversation) forgets.forEach((forget) => forget());
  conversation = now;
});

document.addEventListener("keydown", (event) => {
  const back = element.querySelector(".dl-back [data-do]");
  // In a field it belongs to that: it ends what is typed there, or closes a list or a calendar.
  const field = event.target.closest?.("input, textarea, select");
  if (event.key === "Escape" && back && (!field || field.closest("#dl-panel"))) back.click();
});

// The conversation is drawn anew with every step of an answer, and what was unfolded in it with it:
// that is unfolded again. Not "toggle", which comes of the drawing as well.
const unfolded = new Set();
forgets.push(() => unfolded.clear());

element.addEventListener("click", (event) => {
  const folds = event.target.closest("details[data-keep] > summary")?.parentElement;
  if (folds) unfolded[folds.open ? "delete" : "add"](folds.dataset.keep);
});

function unfold() {
  element.querySelectorAll("details[data-keep]").forEach((folds) => {
    folds.open = unfolded.has(folds.dataset.keep);
  });
}

// What opened the article beside the answers gets the focus back when that is closed. A button may be
// another element by then: it is looked for by what it does.
let openedBy = "_";
let shownBy = "_";  // the same in the answers, which the sources cover on a narrow page
let wasRead = false;

function focusOn(...wanted) {
  const found = wanted.flatMap((one) => [...document.querySelectorAll(one)]);
  found.find((one) => one.checkVisibility({ visibilityProperty: true }))?.focus({ preventScroll: true });
}

if (element.closest("#dl-panel")) {
  document.addEventListener("click", ({ target }) => {
    const pressed = target.closest('[data-do="open"], [data-do="read"], [data-do="sources"]');
    const part = pressed?.closest(".dl-drawn");
    if (!part || pressed.closest(".dl-article")) return;
    const words = Object.entries(pressed.dataset).map(([name, word]) => `[data-${name}="${CSS.escape(word)}"]`);
    openedBy = `#${part.id} button${words.join("")}`;
    if (pressed.closest("#dl-main")) shownBy = openedBy;
  }, true);
  document.addEventListener("dl-side-left", () => focusOn(shownBy));
}

function goBack() {
  const read = Boolean(element.querySelector(".dl-article"));
  const lost = wasRead && !read && document.activeElement === document.body;
  wasRead = read;
  if (!lost || !element.closest("#dl-panel")) return;
  const covers = document.querySelector("#dl-aside").checkVisibility();
  if (covers) focusOn(openedBy.replace(/^#\S+/, "#dl-panel"), "#dl-panel .dl-card button");
  else focusOn(openedBy, "#dl-panel .dl-card button");
}

// The answer whose sources stand in the panel, and the number that was opened, are marked in the
// answers. A drawing takes the marks away with it, so they are set again after each.
function marks() {
  const { of, opened } = document.querySelector("#dl-panel .dl-shows")?.dataset ?? {};
  document.querySelectorAll(".dl-turn").forEach((turn) => {
    turn.classList.toggle("dl-selected", turn.dataset.number === of);
  });
  document.querySelectorAll("#dl-main .dl-chip[aria-current]").forEach((chip) => {
    chip.removeAttribute("aria-current");
  });
  if (opened === undefined) return;
  const here = `.dl-chip[data-turn="${CSS.escape(of)}"][data-label="${CSS.escape(opened)}"]`;
  document.querySelectorAll(`#dl-main ${here}`).forEach((chip) => {
    chip.setAttribute("aria-current", "true");
  });
}

let seen;
let arriving = false;
let led;  // the turn under which questions to ask next have been drawn

watch("value", () => {
  marks();
  unfold();
  goBack();
  const quote = element.querySelector("mark.dl-here");
  if (quote) {
    element.querySelector("h2")?.focus({ preventScroll: true });
    quote.scrollIntoView({ block: "center" });
    return;
  }
  const title = element.querySelector(".dl-article h2");  // of an article that is not cited
  if (title) {
    title.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
    return;
  }
  const turns = element.querySelectorAll(".dl-turn");
  const newest = turns[turns.length - 1];
  const asked = newest && newest.dataset.number + newest.querySelector(".dl-question").textContent;
  const added = asked !== seen;
  // An answer is followed while it arrives, unless its reader has scrolled away from it.
  const leads = Boolean(newest?.querySelector(".dl-nexts")) && led !== newest.dataset.number;
  if (leads) led = newest.dataset.number;
  const bottom = newest?.getBoundingClientRect().bottom;
  const followed = (arriving && bottom < innerHeight + 200) || (leads && bottom < innerHeight + 360);
  // A link may have asked for an older answer.
  const { selected } = element.querySelector(".dl-turns")?.dataset ?? {};
  const older = added && !arriving && selected &&
    element.querySelector(`.dl-turn[data-number="${CSS.escape(selected)}"]:not(:last-child)`);
  if (older) older.scrollIntoView({ block: "start" });
  else if (added || followed) newest?.scrollIntoView({ block: "end" });
  arriving = Boolean(newest?.classList.contains("dl-busy"));
  seen = asked;
});
