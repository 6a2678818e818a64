// Forms that must not be sent twice by an impatient tap, and errors that want to be found.

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    button.dataset.text ??= button.textContent;
    button.textContent = button.dataset.busyText ?? button.textContent;
  });
}

// The browser may bring the page back as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of document.querySelectorAll("button[data-text]")) {
      button.removeAttribute("aria-disabled");
      button.textContent = button.dataset.text;
    }
  }
});

document.querySelector('[aria-invalid="true"]')?.focus();
