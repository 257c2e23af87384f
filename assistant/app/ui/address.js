// The browser's address bar: follows what the page shows, and asks for what Back and Forward lead to.

watch("value", () => {
  const query = props.value?.query;
  if (query === undefined || query === location.search) return;
  const board = /[?&](digest|timeline)=/.test(location.search);  // Back leads to those again
  const put = props.value.instead && !board ? "replaceState" : "pushState";
  history[put](null, "", location.pathname + query);
});

addEventListener("popstate", () => trigger("input", { query: location.search }));
