// The conversations that are kept: open, rename, delete, export.

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (pressed) trigger("select", { ...pressed.dataset });
});
