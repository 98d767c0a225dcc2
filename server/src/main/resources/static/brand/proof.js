// Under load a form needs a small calculation, done beside the page. Without load nothing happens here
// but one short question.
for (const form of document.querySelectorAll("form[data-proof]")) {
  form.addEventListener("submit", async (event) => {
    if (form.elements.proof) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    if (button) button.disabled = true;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "proof";
    field.value = await proof(form);
    form.append(field);
    if (button) button.disabled = false;
    form.requestSubmit(button ?? undefined);
  }, { capture: true });
}

// Whoever comes back to the page with the browser's button needs another one.
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-proof] input[name=proof]")) field.remove();
});

async function proof(form) {
  try {
    const answer = await fetch("/proof?door=" + form.dataset.proof);
    const challenge = await answer.text();
    return answer.ok && challenge ? await work(form, challenge) : "";
  } catch {
    return "";
  }
}

function work(form, challenge) {
  return new Promise((done, fail) => {
    const worker = new Worker(form.dataset.proofWorker);
    worker.onmessage = (message) => {
      worker.terminate();
      done(message.data);
    };
    worker.onerror = fail;
    worker.postMessage(challenge);
  });
}
