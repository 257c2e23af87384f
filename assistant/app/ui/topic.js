// What a timeline is asked of.

element.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { topic, first, last } = event.target.elements;
  trigger("submit", { topic: topic.value, first: first.value, last: last.value });
});
