// How long the time is still kept. Counts a duration from the server: phones' clocks are wrong.

const SHORT_SECONDS = 120;

/** Show the countdown and call onEnd once when it is over. */
export function countDown(seconds, onEnd) {
  const line = document.querySelector("[data-hold]");
  const clock = line.querySelector("[data-hold-clock]");
  const end = performance.now() + seconds * 1000;
  clock.hidden = false;

  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left <= SHORT_SECONDS) line.dataset.state = "short";
    if (left > 0) return;
    clearInterval(timer);
    onEnd();
  };
  const timer = setInterval(tick, 1000);
  tick();
}
