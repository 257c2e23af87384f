// On a narrow page the left column is a drawer that the menu button opens and closes.

const menu = element.querySelector(".dl-menu");

function show(open) {
  document.body.classList.toggle("dl-left-open", open);
  menu.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector("#dl-new")?.focus();
}

menu.addEventListener("click", () => show(!document.body.classList.contains("dl-left-open")));
document.addEventListener("dl-left-close", () => show(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.body.classList.contains("dl-left-open")) return;
  show(false);
  menu.focus();
});
