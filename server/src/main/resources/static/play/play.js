// A seed of one's own, made by the browser and not by us; the person may write another.
for (const field of document.querySelectorAll("input[data-own-seed]")) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  field.value = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}
