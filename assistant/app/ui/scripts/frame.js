// Where there is no room for the left column it is a drawer that the menu button opens and closes.

const menu = element.querySelector(".dl-menu");
const open = () => document.body.classList.contains("dl-left-open");

function show(wanted) {
  document.body.classList.toggle("dl-left-open", wanted);
  menu.setAttribute("aria-expanded", String(wanted));
  if (wanted) document.querySelector("#dl-new")?.focus();
}

menu.addEventListener("click", () => show(!open()));

// Whoever has chosen a conversation or began one wants to see it; a click beside the drawer closes it.
document.addEventListener("dl-left-close", () => open() && show(false));
document.addEventListener("click", ({ target }) => {
  if (!open() || menu.contains(target)) return;
  if (target.closest("#dl-new") || !target.closest("#dl-left")) show(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open()) return;
  show(false);
  menu.focus();
});

function leaveSide() {
  const covers = document.body.classList.contains("dl-side-open");
  document.body.classList.remove("dl-side-open");
  if (covers && document.querySelector("#dl-side").contains(document.activeElement)) {
    document.dispatchEvent(new Event("dl-side-left"));  // the focus goes to what opened it
  }
}

// On a narrow page the sources cover the answers: they come when they are asked for.
document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("#dl-main [data-do]")?.dataset.do;
  if (["open", "sources", "read"].includes(pressed)) document.body.classList.add("dl-side-open");
  if (target.closest("#dl-aside button")) leaveSide();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("#dl-panel .dl-back")) leaveSide();
});

// A browser leaves the page for a file that is dropped on it. Where files are taken, files.js has
// taken it first.
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (carriesFiles(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  if (document.querySelector("#dl-files")) return;
  event.stopPropagation();
  document.dispatchEvent(new CustomEvent("dl-tell", { detail: "This page takes no files" }));
}, true);
