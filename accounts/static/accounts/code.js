// The page of the code: sends the form when the last digit is there, counts down to "send again".
// Without it both buttons simply work, and the server says when it is too early.

const input = document.querySelector("[data-code-length]");
const form = document.querySelector("[data-code-form]");
let sent = false;

function submitWhenComplete() {
  const digits = input.value.match(/\p{Nd}/gu) ?? [];
  if (sent || digits.length !== Number(input.dataset.codeLength)) return;
  sent = true;
  form.requestSubmit();
}

function showSeconds(label, seconds) {
  const minutes = Math.floor(seconds / 60);
  label.textContent = `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

function countDown(button) {
  const label = button.querySelector("[data-countdown]");
  const end = Date.now() + Number(button.dataset.resendAfter) * 1000;
  const timer = setInterval(tick, 1000);
  function tick() {
    const left = Math.ceil((end - Date.now()) / 1000);
    button.disabled = left > 0;
    label.hidden = left <= 0;
    if (left > 0) showSeconds(label, left);
    else clearInterval(timer);
  }
  tick();
}

// Chromium on Android reads the code out of the message where its last line names this host:
// "@host #123456". Whether it does depends on the provider's template; without it people type.
function readFromMessage() {
  const waiting = new AbortController();
  form.addEventListener("submit", () => waiting.abort());
  navigator.credentials
    .get({ otp: { transport: ["sms"] }, signal: waiting.signal })
    .then((message) => {
      if (!message || input.value) return;
      input.value = message.code;
      submitWhenComplete();
    })
    .catch(() => {}); // Declined, not ours, or the person was faster.
}

if (input && form) {
  input.addEventListener("input", submitWhenComplete);
  if ("OTPCredential" in window) readFromMessage();
}
for (const button of document.querySelectorAll("[data-resend-after]")) countDown(button);
// A page that comes back from the browser's memory may be sent anew.
addEventListener("pageshow", () => (sent = false));
