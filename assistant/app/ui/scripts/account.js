// Signing out with one click; where that fails, the link leads to the page that does it.

element.addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  document.dispatchEvent(new Event("dl-leave"));  // what is typed is nobody else's
  try {
    await fetch("logout", { method: "POST", redirect: "manual" });
  } finally {
    location.assign(link.href);
  }
});
