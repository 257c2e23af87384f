const form = document.querySelector(".filter");
if (form) {
  const [tag, metric] = form.querySelectorAll("select");
  const words = form.querySelector("input");
  const cases = [...document.querySelectorAll(".case")];
  const has = (list, one) => !one || list.split(" ").includes(one);
  const apply = () => {
    const wanted = words.value.toLowerCase();
    let shown = 0;
    for (const one of cases) {
      const fits =
        has(one.dataset.tags, tag.value) &&
        has(one.dataset.metrics, metric.value) &&
        one.textContent.toLowerCase().includes(wanted);
      one.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").value = `${shown} of ${cases.length}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
  const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked) linked.open = true;
}
