// Runs once for each part of the page that we draw ourselves (Gradio's js_on_load), with
// `element` the part, `trigger` its events and `watch` what is called after it was drawn anew.

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed || !element.contains(pressed)) return;
  // A card opens its article wherever it is clicked, but not when words in it were selected.
  if (!event.target.closest("button") && String(getSelection())) return;
  if (pressed.dataset.do === "ask") {
    trigger("submit", { question: pressed.textContent });
  } else if (["open", "sources"].includes(pressed.dataset.do)) {
    trigger("select", { turn: pressed.dataset.turn, label: pressed.dataset.label ?? null });
  }
});

document.addEventListener("keydown", (event) => {
  const back = element.querySelector(".dl-back [data-do]");
  if (event.key === "Escape" && back) back.click();
});

// The conversation is drawn anew with every step of an answer, and what was unfolded in it with it:
// that is unfolded again. Not "toggle", which comes of the drawing as well.
const unfolded = new Set();

element.addEventListener("click", (event) => {
  const folds = event.target.closest("details[data-keep] > summary")?.parentElement;
  if (folds) unfolded[folds.open ? "delete" : "add"](folds.dataset.keep);
});

function unfold() {
  element.querySelectorAll("details[data-keep]").forEach((folds) => {
    folds.open = unfolded.has(folds.dataset.keep);
  });
}

let seen;
let arriving = false;

watch("value", () => {
  unfold();
  const quote = element.querySelector("mark.dl-here");
  if (quote) {
    element.querySelector("h2")?.focus({ preventScroll: true });
    quote.scrollIntoView({ block: "center" });
    return;
  }
  const turns = element.querySelectorAll(".dl-turn");
  const newest = turns[turns.length - 1];
  const added = newest?.dataset.number !== seen;
  // An answer is followed while it arrives, unless its reader has scrolled away from it.
  const followed = arriving && newest?.getBoundingClientRect().bottom < innerHeight + 200;
  if (added || followed) newest?.scrollIntoView({ block: "end" });
  arriving = Boolean(newest?.classList.contains("dl-busy"));
  seen = newest?.dataset.number;
});
