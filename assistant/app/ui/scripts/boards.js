// The buttons under a digest or a timeline: stop it, save it, ask for all.

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
});
