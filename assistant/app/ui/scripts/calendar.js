// The calendar: a day, or the days of its fields, asked for; another year; moving by the keyboard.

const all = () => [...element.querySelectorAll("[data-day]")];
const number = (day) => Date.parse(day) / 86_400_000;

function ask(first, last) {
  document.dispatchEvent(new Event("dl-asked"));
  trigger("submit", { first, last });
}

element.addEventListener("click", (event) => {
  const { day, first, last, year } = event.target.closest("[data-day], button")?.dataset ?? {};
  if (day) ask(day, day);
  if (first) ask(first, last);
  if (year) trigger("select", { year });
});

element.addEventListener("change", (event) => {
  if (event.target.matches("select")) trigger("select", { year: event.target.value });
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const { first, last } = event.target.elements;
  ask(first.value, last.value);
});

// Columns are weeks. Days without articles are passed over.
const far = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 7, ArrowLeft: -7 };

function beside(day, key) {
  const days = all();
  if (key === "Home") return days[0];
  if (key === "End") return days.at(-1);
  const [from, by] = [number(day), far[key]];
  const ahead = days.filter((one) => (number(one.dataset.day) - from) * by > 0);
  const off = (one) => Math.abs(number(one.dataset.day) - from - by);
  return ahead.sort((one, other) => off(one) - off(other))[0];
}

element.addEventListener("keydown", (event) => {
  const day = event.target.dataset?.day;
  if (!day || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    ask(day, day);
  } else if (event.key in far || event.key === "Home" || event.key === "End") {
    const next = beside(day, event.key);
    if (next) reach(next);
  } else {
    return;
  }
  event.preventDefault();
});

function reach(next) {
  all().forEach((one) => one.setAttribute("tabindex", one === next ? "0" : "-1"));
  next.focus();
}

// The line under the plot says which day is pointed at, and what it holds.
function point(day) {
  const line = element.querySelector(".dl-pointed");
  if (line) line.textContent = day?.getAttribute("aria-label") ?? line.dataset.told;
}

for (const [over, out] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  element.addEventListener(over, (event) => {
    const day = event.target.closest("[data-day]");
    if (day) point(day);
  });
  element.addEventListener(out, (event) => {
    if (event.target.closest("[data-day]")) point(document.activeElement.closest?.("[data-day]"));
  });
}

// A year is wider than most columns: the day that is open, else the newest, is scrolled to; also
// when the tab is first turned to, before which nothing has a size.
function bringIn() {
  const strip = element.querySelector(".dl-strip");
  const day = strip?.querySelector('[tabindex="0"]');
  if (!day || !strip.clientWidth) return;
  const [box, around] = [day.getBoundingClientRect(), strip.getBoundingClientRect()];
  if (box.left >= around.left && box.right <= around.right) return;
  strip.scrollLeft += box.right - around.right + strip.clientWidth / 4;
}

new ResizeObserver(bringIn).observe(element);

// The fields follow the days that are open; a sync leaves what is being typed in them.
let open;

function fill() {
  const fields = [...element.querySelectorAll("input")];
  const days = fields.map((field) => field.defaultValue).join();
  if (days !== open) fields.forEach((field) => { field.value = field.defaultValue; });
  open = days;
}

watch("value", () => {
  fill();
  const years = element.querySelector("select");
  if (years) years.value = years.querySelector("[selected]").value;
  bringIn();
});
