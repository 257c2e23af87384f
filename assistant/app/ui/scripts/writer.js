// Who writes, in the head: while the model's server does not answer, that is said beside it. What is
// known comes from corpus.js, which asks for it.

let since = null;  // when it was first seen down

function words({ status, model }) {
  if (status === 401) return "You are signed out: load the page again to sign in.";
  if (status === 0) return "The assistant does not answer: look whether it still runs.";
  if (status || !model || model.up !== false) {
    // Nobody knows yet (null): what was said stays.
    if (model?.up !== null) since = null;
    return since === null ? "" : undefined;
  }
  since ??= new Date();
  const clock = since.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const where = model.host ? `${model.name ?? "The model"} at ${model.host}` : model.name ?? "The model";
  const meanwhile = element.querySelector(".dl-down")?.dataset.meanwhile ?? "";
  return [`${where}: not answering since ${clock}.`, model.why ?? "", meanwhile].filter(Boolean).join(" ");
}

let said = "";

function say() {
  const line = element.querySelector(".dl-down");
  if (line && line.textContent !== said) line.textContent = said;
}

document.addEventListener("dl-state", ({ detail }) => {
  said = words(detail) ?? said;
  say();
});
watch("value", say);
