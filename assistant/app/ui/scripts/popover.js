// The card beside a chip: what its number cites, shown while the chip is pointed at or has the focus
// of the keyboard. There is one card for the whole page. It stays while the pointer is on it, and
// Escape puts it away (WCAG 1.4.13). A tap on a screen opens the article, as a click does.

const CARD = "dl-peek";
const MARGIN = 8;  // pixels between the card and the edges of the window

function peekCard() {
  let card = document.getElementById(CARD);
  if (card) return card;
  card = document.createElement("div");
  card.id = CARD;
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  for (const [tag, name] of [["p", "meta"], ["p", "title"], ["blockquote", "quote"]]) {
    const part = document.createElement(tag);
    part.className = `${CARD}-${name}`;
    part.dir = "auto";
    card.append(part);
  }
  card.addEventListener("pointerenter", () => clearTimeout(card.leaving));
  card.addEventListener("pointerleave", () => leavePeek(card));
  (document.querySelector("main") ?? document.body).append(card);  // a landmark, as all content is in
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || card.hidden) return;
    event.stopPropagation();  // an opened article stays open
    hidePeek(card);
  }, true);
  document.addEventListener("scroll", () => card.hidden || placePeek(card), true);
  addEventListener("resize", () => card.hidden || placePeek(card));
  return card;
}

function showPeek(chip) {
  const cited = [...document.querySelectorAll(".dl-quotes")]
    .find((list) => list.dataset.of === chip.dataset.turn)
    ?.querySelector(`[data-label="${CSS.escape(chip.dataset.label)}"]`);
  if (!cited) return;
  const card = peekCard();
  clearTimeout(card.leaving);
  if (card.chip !== chip) hidePeek(card);
  const [meta, title, quote] = card.children;
  const { label, day, outlet, since } = cited.dataset;
  meta.textContent = [`[${label}] ${day}`, outlet, since].filter(Boolean).join(" · ");
  title.textContent = cited.dataset.title;
  quote.textContent = cited.textContent;
  card.chip = chip;
  card.hidden = false;
  chip.setAttribute("aria-describedby", CARD);
  placePeek(card);
}

// Under the chip, or above it where there is more room; never over an edge.
function placePeek(card) {
  const chip = card.chip.getBoundingClientRect();
  if (!card.chip.isConnected || chip.bottom < 0 || chip.top > innerHeight) {
    hidePeek(card);
    return;
  }
  const wide = document.documentElement.clientWidth;
  card.style.maxHeight = "";
  const below = innerHeight - chip.bottom - MARGIN;
  const above = chip.top - MARGIN;
  const under = card.offsetHeight + 6 <= below || below >= above;
  card.style.maxHeight = `${Math.max(80, (under ? below : above) - 6)}px`;
  const left = Math.min(chip.left - 12, wide - card.offsetWidth - MARGIN);
  card.style.left = `${Math.max(MARGIN, left)}px`;
  card.style.top = `${under ? chip.bottom + 6 : chip.top - card.offsetHeight - 6}px`;
}

function hidePeek(card) {
  clearTimeout(card.leaving);
  card.chip?.removeAttribute("aria-describedby");
  card.hidden = true;
  card.chip = null;
}

function leavePeek(card) {
  clearTimeout(card.leaving);
  card.leaving = setTimeout(() => hidePeek(card), 220);
}

let coming;  // a pointer that only passes over a chip opens nothing

element.addEventListener("pointerover", (event) => {
  const chip = event.target.closest(".dl-chip[data-label]");
  if (!chip || event.pointerType === "touch") return;
  clearTimeout(coming);
  coming = setTimeout(() => showPeek(chip), 120);
});

element.addEventListener("pointerout", (event) => {
  if (!event.target.closest(".dl-chip[data-label]")) return;
  clearTimeout(coming);
  const card = peekCard();
  if (!card.hidden) leavePeek(card);
});

element.addEventListener("focusin", (event) => {
  if (event.target.matches(".dl-chip[data-label]:focus-visible")) showPeek(event.target);
});

element.addEventListener("focusout", (event) => {
  const card = peekCard();
  if (event.target === card.chip) hidePeek(card);
});

// What a press opens stands beside the answer, or covers it: the card would be in the way.
element.addEventListener("click", () => {
  clearTimeout(coming);
  hidePeek(peekCard());
});

watch("value", () => {
  const card = peekCard();
  if (card.hidden) return;
  card.chip.isConnected ? card.chip.setAttribute("aria-describedby", CARD) : hidePeek(card);
});
