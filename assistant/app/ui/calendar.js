// A day of the calendar, or the days of its fields, asked for.

element.addEventListener("click", (event) => {
  const day = event.target.closest("[data-day]")?.dataset.day;
  if (day) trigger("submit", { first: day, last: day });
});
