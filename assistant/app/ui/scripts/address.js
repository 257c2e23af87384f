// The browser's address bar: follows what the page shows, and asks for what Back and Forward lead to.
// The value is what the address asks for, for the events of other parts as well: a server that was
// started anew, or has forgotten this tab over many others, knows of it by that alone.

const LONG = 900_000;  // ms for which it was out of sight

function here() {
  return { query: location.search, minutes: new Date().getTimezoneOffset() };
}

watch("value", () => {
  const { query, minutes, instead } = props.value ?? {};
  if (query === undefined || minutes !== undefined) return;  // our own
  if (query !== location.search) {
    const board = /[?&](digest|timeline)=/.test(location.search);  // Back leads to those again
    const put = instead && !board ? "replaceState" : "pushState";
    history[put](null, "", location.pathname + query);
  }
  props.value = here();
});

addEventListener("popstate", () => {
  props.value = here();
  trigger("input", here());
});

// Back may bring a page as it was left, to another reader maybe, who must not see it. Nothing would
// work in it: Gradio (6.31) has closed its connection to the server for good.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) document.documentElement.style.visibility = "hidden";
});
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

let left = 0;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) left = Date.now();
  else if (left && Date.now() - left > LONG) trigger("input", { ...here(), resumes: true });
});

props.value = here();
