// The corpus under the page: how long ago it was synced, and whether it was synced elsewhere since
// it was drawn. The server is asked every 15 s while somebody can see the page; what it says of the
// model goes to writer.js. It looks at the files themselves (which takes longer) once a minute.

const EVERY = 15_000;
const FILES_EVERY = 60_000;
const PATIENCE = 10_000;  // a connection may die without a word
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

function ago(moment) {
  const seconds = (Date.now() - moment) / 1000;
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? [];
  if (!unit) return "just now";
  const number = Math.floor(seconds / length);
  return `${number} ${unit}${number === 1 ? "" : "s"} ago`;
}

function tell() {
  const time = element.querySelector(".dl-ago time");
  if (!time) return;
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) return;
  time.title = moment.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
  time.textContent = ago(moment);
}

let told = 0;  // the generation that was asked for already
let files = 0;  // when the files were looked at

async function ask() {
  try {
    const answer = await fetch("dateline/state", {
      headers: { accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE),
    });
    return answer.ok ? await answer.json() : { status: answer.status };
  } catch {
    return { status: 0 };  // nobody is there
  }
}

async function look() {
  if (document.hidden || !element.isConnected) return;
  tell();
  // A machine without any network still serves itself.
  if (!navigator.onLine && !["127.0.0.1", "localhost", "[::1]"].includes(location.hostname)) return;
  if (Date.now() - files >= FILES_EVERY) {
    files = Date.now();
    trigger("select", {});
  }
  const state = await ask();
  document.dispatchEvent(new CustomEvent("dl-state", { detail: state }));
  if ("status" in state) return;
  const drawn = element.querySelector("[data-generation]");
  // While a sync is shown here, it draws the new counts itself.
  if (!drawn || document.querySelector("#dl-sync-status .dl-sync")) return;
  const now = Number(state.generation ?? 0);
  if (now === Number(drawn.dataset.generation) || now === told) return;
  told = now;
  files = 0;
  trigger("input", { articles: Number(drawn.dataset.articles) });
}

watch("value", tell);
document.addEventListener("visibilitychange", look);
setInterval(look, EVERY);
setTimeout(look, 1_500);
