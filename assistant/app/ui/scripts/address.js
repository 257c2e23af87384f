// The browser's address bar: follows what the page shows, and asks for what Back and Forward lead to.
// The value is what the address asks for, for the events of other parts as well: a server that was
// started anew, or has not heard of this tab for an hour, knows of it by that alone.

const HOUR = 3_600_000;

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

let left = 0;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) left = Date.now();
  else if (left && Date.now() - left > HOUR / 4) trigger("input", { ...here(), resumes: true });
});

props.value = here();
