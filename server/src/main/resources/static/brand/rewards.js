// Counts down to the moment that the server names, by the server's clock: what is wrong on this
// device makes no difference. Without this script the time itself is there.
(() => {
  const clocks = [...document.querySelectorAll("[data-countdown]")];
  const start = performance.now();
  const opened = Date.now();
  // What is days away is said by its date; nobody has to hurry.
  const LONGEST = 3 * 86400;
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    for (const clock of clocks) {
      const now = clock.dataset.now ? Date.parse(clock.dataset.now) : opened;
      const left = Math.max(0, Math.floor((Date.parse(clock.dateTime) - now - (performance.now() - start)) / 1000));
      clock.textContent =
        left > LONGEST ? "" : two(Math.floor(left / 3600)) + ":" + two(Math.floor((left % 3600) / 60)) + ":" + two(left % 60);
    }
  };
  // What was kept in the browser's memory is older than it looks.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  if (clocks.length > 0) {
    tick();
    setInterval(tick, 1000);
  }
})();
