// Settings of this browser: how the page looks. Gradio marks the dark scheme on <body>.

const themes = element.querySelector('[data-setting="theme"]');
const system = matchMedia("(prefers-color-scheme: dark)");

function kept() {
  try { return localStorage.getItem("dateline-theme") ?? "system"; } catch { return "system"; }
}

function apply() {
  const dark = kept() === "dark" || (kept() === "system" && system.matches);
  document.body.classList.toggle("dark", dark);
}

themes.value = kept();
themes.addEventListener("change", () => {
  try { localStorage.setItem("dateline-theme", themes.value); } catch { /* not kept, then */ }
  apply();
});
system.addEventListener("change", apply);
apply();
