// Text that leaves the page: a file that the browser saves, or what goes to the clipboard.

watch("value", () => {
  const { text, name } = props.value ?? {};
  if (!text) return;
  if (!name) {
    navigator.clipboard.writeText(text);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
