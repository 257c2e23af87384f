// What a timeline is asked of.

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const { topic, first, last } = event.target.elements;
  trigger("submit", { topic: topic.value, first: first.value, last: last.value });
});

// Drawn anew where a link was opened: what stood in the fields before was not what it asks for.
watch("value", () => {
  element.querySelectorAll("input").forEach((field) => { field.value = field.defaultValue; });
});
