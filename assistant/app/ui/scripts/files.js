// Files for the corpus: chosen in the field, or dropped anywhere on the page. Each is sent by itself,
// in turn; then the page is told which of them are in the store, and syncs them.

const field = element.querySelector("input");
const sending = element.querySelector(".dl-sending");
const refused = element.querySelector(".dl-refused");
const { most, bytes } = element.querySelector(".dl-drop").dataset;
const over = document.createElement("div");
over.className = "dl-over";
over.textContent = "Drop articles to add them";
over.hidden = true;
document.body.append(over);

function say(sentence) {
  const line = document.createElement("li");
  line.textContent = sentence;
  refused.append(line);
}

async function send(file) {
  if (file.size > Number(bytes)) {
    say(`${file.name} is larger than ${bytes / 2 ** 20} MB: split it, or have it indexed in the terminal.`);
    return null;
  }
  const answer = await fetch(`dateline/upload?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "x-dateline-upload": "1", "content-type": "application/octet-stream" },
    body: file,
  });
  if (!answer.ok) throw new Error(answer.statusText);
  const taken = await answer.json();
  if (taken.told) say(taken.told);
  return taken.state === "added" ? taken.name : null;
}

let under = false;

async function add(files) {
  if (!files.length) return;
  if (under) return say("Files are being sent: wait for their end, then add these.");
  refused.replaceChildren();
  if (files.length > Number(most)) {
    say(`These are ${files.length} files: add at most ${most} at once.`);
    return;
  }
  under = true;
  const names = [];
  try {
    for (const [sent, file] of files.entries()) {
      sending.textContent = `Sending ${sent + 1} of ${files.length}…`;
      const name = await send(file);
      if (name) names.push(name);
    }
  } catch {
    say("Not all files could be sent: look whether the assistant still runs, and add them again.");
  }
  sending.textContent = "";
  under = false;
  if (names.length) trigger("upload", { names });
}

field.addEventListener("change", () => {
  const files = [...field.files];
  field.value = "";
  add(files);
});

// dragenter and dragleave come for every element on the way: they are counted.
let inside = 0;

function carries(event) {
  return event.dataTransfer?.types.includes("Files");
}

function show(depth) {
  inside = Math.max(0, depth);
  over.hidden = inside === 0;
}

document.addEventListener("dragenter", (event) => {
  if (carries(event)) show(inside + 1);
});
document.addEventListener("dragleave", (event) => {
  if (carries(event)) show(inside - 1);
});
document.addEventListener("dragover", (event) => {
  if (carries(event)) event.preventDefault();
});
// First, before anything else on the page takes the files, such as Gradio's fields.
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  event.stopPropagation();
  show(0);
  add([...event.dataTransfer.files]);
}, true);
