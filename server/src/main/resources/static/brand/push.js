// A browser that wants notices: it asks by itself, and what it answers goes with the form.
const form = document.querySelector("form[data-push]");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

if (form && "serviceWorker" in navigator && "PushManager" in window) {
  const button = form.querySelector("button");
  button.disabled = false;
  button.addEventListener("click", async (event) => {
    if (form.endpoint.value) return;
    event.preventDefault();
    try {
      const worker = await navigator.serviceWorker.register("/push-worker.js");
      const subscription = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(form.dataset.push),
      });
      form.endpoint.value = subscription.endpoint;
      form.key.value = text(subscription.getKey("p256dh"));
      form.secret.value = text(subscription.getKey("auth"));
      form.requestSubmit();
    } catch {
      button.textContent = form.dataset.refused;
      button.disabled = true;
    }
  });
}
