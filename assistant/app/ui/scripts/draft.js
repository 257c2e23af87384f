// A question that is half typed comes back when the page is loaded anew: by its reader, or by Gradio,
// which loads open tabs again when the server was restarted. It stays in this tab of the browser.

const DRAFT = "dateline-draft";
let left = false;  // whoever has signed out leaves nothing behind

const question = () => document.querySelector("#dl-box textarea");

function keep() {
  const words = left ? "" : question()?.value ?? "";
  try {
    if (words) sessionStorage.setItem(DRAFT, words);
    else sessionStorage.removeItem(DRAFT);
  } catch { /* not kept, then */ }
}

function draft() {
  try { return sessionStorage.getItem(DRAFT); } catch { return null; }
}

// The field is drawn after this part, at the latest with the next frames.
function restore(tries) {
  const field = question();
  if (!field) {
    if (tries) requestAnimationFrame(() => restore(tries - 1));
    return;
  }
  const words = draft();
  if (words && !field.value) {
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.addEventListener("input", (event) => event.target === question() && keep());
  addEventListener("pagehide", keep);
  watch("value", keep);  // the field was emptied when its question was taken
}

document.addEventListener("dl-leave", () => {
  left = true;
  keep();
});
restore(300);
