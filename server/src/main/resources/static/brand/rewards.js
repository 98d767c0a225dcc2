// Counts down to the moment that the server names. Without this script the time itself is there.
(() => {
  const clocks = [...document.querySelectorAll("[data-countdown]")];
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    for (const clock of clocks) {
      const left = Math.max(0, Math.floor((Date.parse(clock.dateTime) - Date.now()) / 1000));
      const days = Math.floor(left / 86400);
      clock.textContent =
        (days > 0 ? days + " d " : "") +
        two(Math.floor((left % 86400) / 3600)) + ":" + two(Math.floor((left % 3600) / 60)) + ":" + two(left % 60);
    }
  };
  if (clocks.length > 0) {
    tick();
    setInterval(tick, 1000);
  }
})();
