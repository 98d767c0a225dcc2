// An order's page looks again by itself: soon at first, then less often, never while nobody looks,
// and at once when somebody comes back. The page works without it: it can be reloaded.
const PAUSES_MS = [1000, 1000, 2000, 2000, 3000, 5000, 8000, 13000, 20000, 30000];
let turn = 0;
let timer;
let looking = false;

const live = () => document.getElementById("live");

function later() {
  clearTimeout(timer);
  if (document.hidden || !live()?.dataset.look) return;
  timer = setTimeout(look, PAUSES_MS[Math.min(turn++, PAUSES_MS.length - 1)]);
}

async function look() {
  const before = live();
  if (looking || !before?.dataset.look) return;
  looking = true;
  try {
    const answer = await fetch(before.dataset.look, { headers: { Accept: "text/html" } });
    if (answer.status === 404 || answer.status === 401) return delete before.dataset.look;
    if (answer.status === 200) show(before, await answer.text());
  } catch {
    // Out of reach for the moment: the next turn asks again.
  } finally {
    looking = false;
    later();
  }
}

// A page that somebody writes on is not drawn anew under their hands.
function show(before, text) {
  const after = new DOMParser().parseFromString(text, "text/html").getElementById("live");
  if (!after) return;
  const writing = [...document.querySelectorAll("main textarea, main input[type=file]")].some((field) => field.value);
  if (after.dataset.state !== before.dataset.state && !writing) return location.reload();
  before.replaceWith(after);
  turn = 0;
}

function again() {
  turn = 0;
  clearTimeout(timer);
  if (!document.hidden) look();
}

document.addEventListener("visibilitychange", again);
addEventListener("online", again);
addEventListener("pageshow", (event) => event.persisted && again());
later();
