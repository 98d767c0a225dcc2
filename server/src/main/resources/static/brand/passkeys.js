// Passkeys: what the browser's own dialogue needs and answers, as JSON. Without a script, or on another
// host than the passkeys are for, the form stays hidden and the password works as always.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const known = (credentials) =>
  (credentials ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function read(options) {
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) read.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) read.allowCredentials = known(options.allowCredentials);
  return read;
}

function write(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = text(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = text(response.authenticatorData);
    answer.signature = text(response.signature);
    if (response.userHandle) answer.userHandle = text(response.userHandle);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: {},
    response: answer,
  });
}

function send(form, path, body) {
  return fetch(path, {
    method: "POST",
    headers: {
      "X-XSRF-TOKEN": form.elements._csrf.value,
      "Content-Type": "application/json",
      Accept: "application/json",
    },
    body,
  });
}

async function talk(form) {
  const options = await send(form, form.dataset.options);
  if (!options.ok) throw new Error("no options");
  const publicKey = read(await options.json());
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
  const query = new URLSearchParams();
  for (const name of ["label", "to"]) {
    if (form.elements[name]) query.set(name, form.elements[name].value);
  }
  const answer = await send(form, form.dataset.send + "?" + query, write(credential));
  if (!answer.ok) throw new Error("refused");
  location.assign(answer.headers.get("Location"));
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || location.hostname !== form.dataset.host) continue;
  form.hidden = false;
  document.querySelector("[data-passkey-missing]")?.setAttribute("hidden", "");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = form.querySelector("[data-passkey-problem]");
    const button = form.querySelector("button");
    problem.hidden = true;
    button.disabled = true;
    try {
      await talk(form);
    } catch {
      problem.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
