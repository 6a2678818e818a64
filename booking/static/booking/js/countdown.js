// Time that is kept for a customer, running out: minutes and seconds in place of the hour.

for (const clock of document.querySelectorAll("time[data-countdown]")) {
  const until = new Date(clock.dateTime).getTime();
  const at = clock.textContent;
  const left = document.createElement("bdi");
  // Read once by screen readers, not every second.
  left.setAttribute("aria-hidden", "true");
  clock.after(" ", left);

  const tick = () => {
    const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
    left.textContent = `(${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")})`;
    clock.textContent = at;
    if (seconds > 0) return;
    clearInterval(timer);
    location.reload();
  };

  const timer = setInterval(tick, 1000);
  if (until > Date.now()) tick();
  else clearInterval(timer);
}
