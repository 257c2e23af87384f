// What can be done with an answer: copied, asked again, asked otherwise, judged. Fields are opened in
// place, as in editor.js: an open one is shown again when the conversation is drawn anew.

let field = null;  // { name, turn } of the field that is open
let judged = null;  // the turn whose thumb was just pressed: its comment opens once it is drawn
forgets.push(() => {
  closeField();
  judged = null;
});

function fieldBox({ name, turn }) {
  return element.querySelector(`.dl-field[data-field="${name}"][data-turn="${turn}"]`);
}

function fieldOpener({ name, turn }) {
  return element.querySelector(`[data-do="${name}"][data-turn="${turn}"]`);
}

function openField(name, turn, focus) {
  closeField();
  const box = fieldBox({ name, turn });
  if (!box) return;
  field = { name, turn };
  showField();
  const area = box.querySelector("textarea");
  area.value = area.defaultValue;
  if (!focus) {
    box.scrollIntoView({ block: "nearest" });
    return;
  }
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

function showField() {
  fieldBox(field).hidden = false;
  fieldOpener(field)?.setAttribute("aria-expanded", "true");
}

function closeField(focus) {
  if (!field) return;
  const [box, opener] = [fieldBox(field), fieldOpener(field)];
  if (box) box.hidden = true;
  opener?.setAttribute("aria-expanded", "false");
  if (focus) opener?.focus();
  field = null;
}

// A question that is not read for its length stays in its field, and its field says so.
function tooLong(area) {
  const [long, most] = [[...area.value.trim().replace(/\s+/g, " ")].length, Number(area.dataset.most)];
  const figures = (number) => number.toLocaleString("en-GB");
  area.setCustomValidity(long <= most ? "" :
    `The question has ${figures(long)} characters; at most ${figures(most)} are read. Ask one thing at a time.`);
  return !area.reportValidity();
}

function sendField() {
  const { name, turn } = field;
  const box = fieldBox(field);
  const area = box.querySelector("textarea");
  const words = area.value;
  if (name === "rewrite") {
    if (!words.trim() || tooLong(area)) return;
    closeField();
    trigger("submit", { turn, edited: words });
  } else {
    const { vote } = box.querySelector('[data-do="say"]').dataset;
    closeField(true);
    trigger("like", { turn, vote, comment: words });
  }
}

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed) return;
  const { turn, vote, query } = pressed.dataset;
  switch (pressed.dataset.do) {
    case "copy":
      trigger("copy", { turn });
      break;
    case "link":
      document.dispatchEvent(
        new CustomEvent("dl-copy", { detail: new URL(query, location.href).href }),
      );
      break;
    case "retry":
      closeField();
      trigger("submit", { turn, retry: true });
      break;
    case "rewrite":
    case "comment": {
      const open = field?.name === pressed.dataset.do && field.turn === turn;
      open ? closeField(true) : openField(pressed.dataset.do, turn, true);
      break;
    }
    case "reask":
    case "say":
      sendField();
      break;
    case "leave":
      closeField(true);
      break;
    case "vote":
      judged = pressed.getAttribute("aria-pressed") === "true" ? null : turn;
      trigger("like", { turn, vote });
      break;
  }
});

element.addEventListener("keydown", (event) => {
  // Enter and Escape belong to whoever composes a character.
  if (!field || event.isComposing || !event.target.closest(".dl-field")) return;
  if (event.key === "Escape") {
    event.stopPropagation();  // it would close an opened article, too
    closeField(true);
  } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea")) {
    event.preventDefault();
    sendField();
  }
});

watch("value", () => {
  // Something else may be drawn before the vote is: the field comes with that.
  if (judged !== null && fieldBox({ name: "comment", turn: judged })) {
    openField("comment", judged, false);
    judged = null;
  } else if (field) {
    fieldBox(field) ? showField() : (field = null);
  }
});
