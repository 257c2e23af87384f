// The conversations that are kept. One box, opened beside the one it is about, has what can be done
// with it; it stands after what Gradio draws, which would take it away with the next list.

const box = document.createElement("div");
box.className = "dl-about";
box.hidden = true;
element.after(box);

let about = null;  // the id of the conversation that the box is about
let wanted = null;  // what gets the focus when the list was drawn anew: an id, or a place in it

const line = (id) => element.querySelector(`li[data-id="${CSS.escape(id)}"]`);
const more = (id) => line(id)?.querySelector('[data-do="more"]');

function made(tag, words, set = {}) {
  const one = document.createElement(tag);
  one.textContent = words;
  Object.assign(one, set);
  return one;
}

function button(words, pressed) {
  return made("button", words, { type: "button", onclick: pressed });
}

function fill(...parts) {
  box.replaceChildren(...parts);
  box.querySelector("input, button")?.focus();
}

function place() {
  const [at, frame] = [line(about).getBoundingClientRect(), box.offsetParent.getBoundingClientRect()];
  box.style.top = `${at.bottom - frame.top + box.offsetParent.scrollTop}px`;
}

function open(id) {
  close();
  about = id;
  more(id).setAttribute("aria-expanded", "true");
  box.hidden = false;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", more(id).getAttribute("aria-label"));
  place();
  choices();
  box.scrollIntoView({ block: "nearest" });
}

function close(focus) {
  if (about === null) return;
  const opener = more(about);
  about = null;
  opener?.setAttribute("aria-expanded", "false");
  if (focus) opener?.focus();
  box.hidden = true;
  box.replaceChildren();
}

function choices() {
  fill(
    button("Rename", rename),
    button("Copy link", copy),
    button("Save as Markdown", () => { trigger("select", { do: "save", id: about }); close(true); }),
    button("Delete", remove),
  );
}

function rename() {
  const field = made("input", "", { type: "text", maxLength: 200 });
  field.setAttribute("aria-label", "Title");
  field.value = line(about).querySelector(".dl-words").textContent;
  const save = () => {
    const [id, title] = [about, field.value.trim()];
    if (!title) return field.focus();
    wanted = id;
    close(true);
    trigger("select", { do: "rename", id, title });
  };
  field.onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();  // it would press what gets the focus
    save();
  };
  fill(field, button("Save", save), button("Cancel", () => close(true)));
  field.select();
}

async function copy() {
  const link = line(about).querySelector("a").href;
  const told = made("p", "Link copied.");
  told.setAttribute("role", "status");
  try {
    await navigator.clipboard.writeText(link);
    fill(told, button("Done", () => close(true)));
  } catch {  // not over plain http, and not where it is forbidden
    const field = made("input", "", { type: "text", readOnly: true, value: link });
    field.setAttribute("aria-label", "Link");
    fill(field, button("Done", () => close(true)));
    field.select();
  }
}

function remove() {
  const asked = made("p", "Delete this conversation for good?");
  fill(button("Delete", () => {
    const id = about;
    wanted = [...element.querySelectorAll("li")].indexOf(line(id));
    close();
    document.querySelector("#dl-new")?.focus();
    trigger("select", { do: "delete", id });
  }), button("Keep", () => close(true)));
  box.prepend(asked);
}

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed) return;
  const { id } = pressed.closest("li").dataset;
  if (pressed.dataset.do === "more") {
    about === id ? close(true) : open(id);
  } else if (event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    close();
    wanted = id;
    document.dispatchEvent(new Event("dl-left-close"));
    trigger("select", { do: "open", id });
  }
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || about === null) return;
  event.stopPropagation();  // it would close the drawer, too, and an opened article
  close(true);
}, true);

document.addEventListener("pointerdown", (event) => {
  if (!box.contains(event.target) && !event.target.closest('[data-do="more"]')) close();
});
box.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
});

watch("value", () => {
  if (about !== null) {
    if (!line(about)) return close();
    more(about).setAttribute("aria-expanded", "true");
    place();
  }
  const lines = element.querySelectorAll("li");
  if (typeof wanted === "number") {
    (lines[Math.min(wanted, lines.length - 1)]?.querySelector("a") ?? document.querySelector("#dl-new"))?.focus();
  } else if (wanted !== null) {
    (document.activeElement === document.body || element.contains(document.activeElement)) && line(wanted)?.querySelector(document.activeElement?.dataset?.do === "more" ? "button" : "a")?.focus();
  }
  wanted = null;
});
