// The days of a turn, changed in place. The conversation is drawn anew with every step of an answer.
// Gradio (6.31) keeps the elements then, with what was typed and the focus, but sets their
// attributes back: an open editor is shown again.

let editing = null;  // the number of the turn whose editor is open
forgets.push(() => closeEditor());

function editor(turn) {
  return element.querySelector(`.dl-editor[data-turn="${turn}"]`);
}

function opener(turn) {
  return element.querySelector(`.dl-read [data-do="edit"][data-turn="${turn}"]`);
}

function openEditor(turn) {
  closeEditor();
  if (!editor(turn)) return;
  editing = turn;
  showEditor();
  editor(turn).querySelector("input").focus();
}

function showEditor() {
  editor(editing).hidden = false;
  opener(editing)?.setAttribute("aria-expanded", "true");
}

function closeEditor(focus) {
  if (editing === null) return;
  const [box, button] = [editor(editing), opener(editing)];
  if (box) box.hidden = true;
  box?.querySelectorAll("input").forEach((field) => { field.value = field.defaultValue; });
  button?.setAttribute("aria-expanded", "false");
  if (focus) button?.focus();
  editing = null;
}

function applyEditor() {
  const [first, last] = editor(editing).querySelectorAll("input");
  const { turn, applies } = editor(editing).dataset;
  const asked = { turn, first: first.value, last: last.value, applies };
  closeEditor(true);
  trigger("submit", asked);
}

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed) return;
  const { turn, first, last, applies } = pressed.dataset;
  if (pressed.dataset.do === "edit") {
    editing === turn ? closeEditor(true) : openEditor(turn);
  } else if (pressed.dataset.do === "apply") {
    applyEditor();
  } else if (pressed.dataset.do === "again") {
    closeEditor();
    trigger("submit", { turn, first, last, applies });
  } else if (pressed.dataset.do === "quote") {
    closeEditor();
    trigger("submit", { turn, quote: true });
  }
});

element.addEventListener("keydown", (event) => {
  if (editing === null || !event.target.closest(".dl-editor")) return;
  if (event.key === "Escape") {
    event.stopPropagation();  // it would close an opened article, too
    closeEditor(true);
  } else if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    applyEditor();
  }
});

watch("value", () => {
  if (editing !== null) editor(editing) ? showEditor() : (editing = null);
});
