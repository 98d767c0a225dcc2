// Small things that make a page pleasanter. Every page also works without them.
document.addEventListener("click", (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) copyText(copy);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form whose fields send it as soon as they change; its button is for those without a script.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
});

// A dangerous act asks once more: data-confirm on the button is the question.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-confirm]");
  if (button && !confirm(button.dataset.confirm)) event.preventDefault();
});

// A second press of the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// data-copy is the text, or the id of the element that holds it; data-copied is what to say then.
async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source ? source.textContent.trim() : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!source) return;
    getSelection().selectAllChildren(source);
    document.execCommand("copy");
  }
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  setTimeout(() => (label.textContent = before), 2000);
}
// On a narrow screen the tab one is on would lie beyond the edge.
addEventListener("DOMContentLoaded", () => {
  const tab = document.querySelector(".nav-tabs.flex-nowrap .nav-link.active");
  const strip = tab?.closest(".scroll-x");
  if (strip) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
});
document.documentElement.classList.add("scripted");
