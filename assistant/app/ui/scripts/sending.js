// A question on its way. On a slow network its field keeps it until the server has taken it: it is
// not sent twice, and what is typed meanwhile is there when the field has been emptied.

const LOST = 5_000;  // ms after which it may be sent again
let sending = null;  // { text, typed, began, taken }

const box = () => document.querySelector("#dl-box textarea");
const waits = () => sending && !sending.taken && performance.now() - sending.began < LOST;

// The button that asks is the one that stops, once the question was taken: not with a double click.
function again({ type, detail }) {
  return waits() || (type === "click" && detail > 1);
}

function sends({ type, target, key, shiftKey, isComposing }) {
  if (type === "click") return Boolean(target.closest?.("#dl-box .submit-button, #dl-box .stop-button"));
  return target === box() && key === "Enter" && !shiftKey && !isComposing;
}

for (const type of ["keypress", "click"]) {
  document.addEventListener(type, (event) => {
    if (!sends(event)) return;
    if (again(event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (box()?.value.trim() && !event.target.closest?.(".stop-button")) {
      refusals.observe(
        document.querySelector("#dl-notice"), { subtree: true, childList: true, characterData: true },
      );
      sending = { text: box().value, typed: box().value, began: performance.now(), taken: false };
    }
  }, true);
}

document.addEventListener("input", ({ target }) => {
  if (sending && !sending.taken && target === box()) sending.typed = target.value;
});

function emptied() {
  const field = box();
  if (!sending || sending.taken || field.value) return;
  sending.taken = true;
  const { text, typed } = sending;
  field.value = typed.startsWith(text) ? typed.slice(text.length).trimStart() : typed;
  if (field.value) field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The message that draws the question empties its field as well, before or after that.
watch("value", () => setTimeout(emptied));

// A question that is not taken stays in its field; the notice above it says why.
const refusals = new MutationObserver(() => { if (sending) sending.taken = true; });
