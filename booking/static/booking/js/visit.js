// One visit: how long until it begins, and links for guests that are copied by a tap.

const language = document.documentElement.lang;
// Western digits, as everywhere on the site.
const words = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "always" });

function told(minutes) {
  if (minutes >= 24 * 60) return null;
  const hours = Math.floor(minutes / 60);
  return hours ? words.format(hours, "hour") : words.format(minutes, "minute");
}

for (const clock of document.querySelectorAll("time[data-until]")) {
  const begins = new Date(clock.dateTime).getTime();
  const timer = setInterval(() => {
    const minutes = Math.floor((begins - Date.now()) / 60000);
    if (minutes < 0) {
      clearInterval(timer);
      clock.closest(".badge").hidden = true;
      return;
    }
    clock.textContent = told(minutes) ?? clock.textContent;
  }, 30000);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Without the right to the clipboard the address is selected, to be copied by hand.
      return;
    }
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = before), 2000);
  });
}

for (const field of document.querySelectorAll("input[data-copied]")) {
  field.addEventListener("focus", () => field.select());
}
