// The time that is held for the visitor, running out. Counts a duration that the server gave:
// phones' clocks are wrong. Screen readers hear of it twice: two minutes before, and at the end.

const SHORT_SECONDS = 120;

const line = document.querySelector("[data-kept]");
const clock = line.querySelector("[data-kept-clock]");
const voice = document.querySelector("[data-kept-say]");
const end = performance.now() + Number(line.dataset.seconds) * 1000;
const secondsLeft = () => Math.max(0, Math.ceil((end - performance.now()) / 1000));

// Who comes with two minutes or less hears it too, once the page has settled.
let isTold = false;

function tellShort() {
  if (isTold) return;
  isTold = true;
  line.dataset.state = "short";
  voice.textContent = voice.dataset.short;
}

function showEnd() {
  const over = document.querySelector("[data-kept-over]");
  const rest = [...document.querySelectorAll("[data-kept-while], #basket")];
  const hadFocus = rest.some((part) => part.contains(document.activeElement));
  for (const part of [line, ...rest]) part.hidden = true;
  over.hidden = false;
  voice.textContent = voice.dataset.over;
  if (hadFocus) over.querySelector("[tabindex]").focus();
}

function tick() {
  const left = secondsLeft();
  clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (left > 0 && left <= SHORT_SECONDS) tellShort();
  if (left > 0) return;
  clearInterval(timer);
  showEnd();
}

clock.hidden = false;
const timer = setInterval(tick, 1000);
