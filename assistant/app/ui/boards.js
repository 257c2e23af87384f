// The buttons under a digest or a timeline: stop it, copy its link, save it, ask for all.

async function copyLink(button) {
  const link = location.origin + location.pathname + button.dataset.link;
  try {
    await navigator.clipboard.writeText(link);
  } catch {  // a page that is not served by https, nor from this machine, has no clipboard
    const field = Object.assign(document.createElement("textarea"), { value: link });
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = "Link copied";
  setTimeout(() => { button.textContent = "Copy link"; }, 2_000);
}

// On a narrow page the digest stands far below the day that was pressed: it is brought into view
// once it is begun, and again at its end, before which the page may be too short for that.
let asked = false;

document.addEventListener("dl-asked", () => { asked = true; });

watch("value", () => {
  const top = element.getBoundingClientRect().top;
  if (asked && element.offsetHeight && top > innerHeight * 0.6) element.scrollIntoView();
  asked = asked && Boolean(element.querySelector(".dl-busy"));
});

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (pressed?.dataset.do === "stop") trigger("stop");
  if (pressed?.dataset.do === "all") trigger("submit", { all: true });
  if (pressed?.dataset.do === "file") trigger("download", { link: linkOf(pressed.dataset.turn) });
  if (pressed?.dataset.do === "link") copyLink(pressed);
});
