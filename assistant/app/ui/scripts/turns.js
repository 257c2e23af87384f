// Draws the conversation, whose value is a list: what stands before the turns, a text for each turn,
// and what stands after them; or one text where there is no turn. Gradio would parse and compare all
// of a conversation with each step of an answer: here only the turns whose text has changed are.

let drawnTurns = null;  // the texts that are drawn, null where no turn is

function parsed(html) {
  const sheet = document.createElement("template");
  sheet.innerHTML = html;  // our own markup: render.py has escaped all that it says
  return sheet.content;
}

// Elements are kept where they can be: what has the focus, or is selected, must not go.
function become(old, now) {
  if (old.isEqualNode(now)) return;
  if (old.nodeName !== now.nodeName) {
    old.replaceWith(now);
    return;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    old.data = now.data;
    return;
  }
  becomeAttributes(old, now);
  becomeChildren(old, now);
}

function becomeAttributes(old, now) {
  for (const { name } of [...old.attributes]) {
    if (!now.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of now.attributes) {
    if (old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    if (name === "value" && "value" in old) old.value = value;
  }
}

function becomeChildren(old, now) {
  const [before, after] = [[...old.childNodes], [...now.childNodes]];
  before.slice(after.length).forEach((one) => one.remove());
  after.forEach((one, place) => {
    place < before.length ? become(before[place], one) : old.append(one);
  });
}

function drawTurns(head, turns) {
  const box = element.firstElementChild;
  becomeAttributes(box, parsed(head).firstElementChild);
  // The oldest one leaves a long conversation with each question: the others are only moved up.
  const gone = drawnTurns.indexOf(turns[0]);
  if (gone > 0) {
    drawnTurns.splice(0, gone);
    for (let left = gone; left; left -= 1) box.firstElementChild.remove();
  }
  turns.forEach((html, place) => {
    if (html === drawnTurns[place]) return;
    const turn = parsed(html).firstElementChild;
    place < box.children.length ? become(box.children[place], turn) : box.append(turn);
  });
  while (box.children.length > turns.length) box.lastElementChild.remove();
}

// What another tab is waiting for is looked for until it is there, while somebody can see it.
const LOOK = 3_000;

function lookElsewhere() {
  if (!document.hidden && element.querySelector(".dl-elsewhere")) trigger("input", {});
}

setInterval(lookElsewhere, LOOK);
document.addEventListener("visibilitychange", lookElsewhere);

watch("value", () => {
  const [head = "", ...turns] = [].concat(props.value ?? []);
  turns.pop();  // the end tag of what the turns stand in
  if (turns.length && drawnTurns) drawTurns(head, turns);
  else becomeChildren(element, parsed([].concat(props.value ?? []).join("")));
  drawnTurns = turns.length ? turns : null;
});
