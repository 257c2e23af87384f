// Text that leaves the page: a file that the browser saves, or what goes to the clipboard.

// There from the start: what is written into a new element is not always read aloud.
const toast = document.createElement("div");
toast.id = "dl-toast";
toast.setAttribute("role", "status");
document.body.append(toast);
let fading;

function tell(words) {
  toast.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => { toast.textContent = ""; }, 2_500);
}

document.addEventListener("dl-tell", (event) => tell(event.detail));

async function copyOut(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell("Copied");
  } catch {
    // No clipboard in a page that came over plain HTTP from another machine, but the old way works.
    tell(copiedTheOldWay(text) ? "Copied" : "The browser does not let the page copy.");
  }
}

function copiedTheOldWay(text) {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "dl-unseen";
  area.setAttribute("aria-hidden", "true");
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus?.({ preventScroll: true });
  return done;
}

document.addEventListener("dl-copy", (event) => copyOut(event.detail));

watch("value", () => {
  const { text, name } = props.value ?? {};
  if (!text) return;
  if (!name) {
    copyOut(text);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
