// The payment page: checks the card as it is typed, sends it to the provider, follows the answer.

import {
  digitsOf,
  expiryOf,
  expiryText,
  grouped,
  isCardNumber,
  isFullName,
  isInFuture,
  isSecurityCode,
} from "./card.js";
import { countDown } from "./hold.js";
import { sendPayment } from "./provider.js";

const { request, hold_seconds: holdSeconds, texts } = JSON.parse(
  document.getElementById("payment-settings").textContent,
);
const form = document.querySelector("[data-card-form]");
const button = form.querySelector("[data-pay]");
const problem = document.querySelector("[data-problem]");
const label = button.textContent;
const field = (name) => document.getElementById(`card-${name}`);
const FIELD_OF = { name: "name", number: "number", month: "expiry", year: "expiry", cvc: "cvc" };

let isSent = false;

function showError(name, text) {
  const input = field(name);
  const note = document.getElementById(`card-${name}-error`);
  note.textContent = text;
  note.hidden = !text;
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function showProblem(text) {
  problem.replaceChildren();
  if (!text) return;
  const note = document.createElement("p");
  note.className = "alert alert--error";
  note.textContent = text;
  problem.append(note);
  problem.focus({ preventScroll: true });
  // Not to the top: the header stays there and would cover it.
  problem.scrollIntoView({ block: "center" });
}

/** Return what is wrong, by field; empty when the card can be sent. */
function errorsOfForm() {
  const number = digitsOf(field("number").value);
  const expiry = expiryOf(field("expiry").value);
  const errors = {};
  if (!isFullName(field("name").value)) errors.name = texts.name;
  if (!isCardNumber(number)) errors.number = texts.number;
  if (!expiry) errors.expiry = texts.expiry;
  else if (!isInFuture(expiry)) errors.expiry = texts.expired;
  if (!isSecurityCode(digitsOf(field("cvc").value), number)) errors.cvc = texts.cvc;
  return errors;
}

function showErrors(errors) {
  for (const name of ["name", "number", "expiry", "cvc"]) showError(name, errors[name] ?? "");
  const first = Object.keys(errors)[0];
  if (first) field(first).focus();
}

function card() {
  return {
    name: field("name").value.trim().replace(/\s+/g, " "),
    number: digitsOf(field("number").value),
    cvc: digitsOf(field("cvc").value),
    ...expiryOf(field("expiry").value),
  };
}

function setBusy(isBusy) {
  button.disabled = isBusy;
  button.textContent = isBusy ? texts.paying : label;
  form.setAttribute("aria-busy", String(isBusy));
}

function follow(outcome) {
  if (outcome.kind === "made" || outcome.kind === "used") {
    isSent = true;
    // To the bank's page where it asks for one; else our page says how it ended.
    location.assign(outcome.payment?.source?.transaction_url || request.callback_url);
    return;
  }
  setBusy(false);
  if (outcome.kind === "refused") {
    const names = outcome.fields.map((name) => FIELD_OF[name]).filter(Boolean);
    showErrors(Object.fromEntries(names.map((name) => [name, texts[name]])));
    showProblem(names.length ? "" : texts.refused);
    return;
  }
  showProblem({ busy: texts.busy, unavailable: texts.unavailable }[outcome.kind] ?? texts.network);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  showProblem("");
  const errors = errorsOfForm();
  showErrors(errors);
  if (Object.keys(errors).length) return;
  setBusy(true);
  follow(await sendPayment(request, card()));
});

/** Rewrite a field while it is typed; deleting is left alone, or a separator could not go. */
function watch(name, shape) {
  const input = field(name);
  input.addEventListener("input", (event) => {
    if (!event.inputType?.startsWith("delete")) input.value = shape(input.value);
    if (input.hasAttribute("aria-invalid")) showError(name, errorsOfForm()[name] ?? "");
  });
}

watch("name", (text) => text);
watch("number", (text) => grouped(digitsOf(text)));
watch("expiry", (text) => expiryText(digitsOf(text)));
watch("cvc", (text) => digitsOf(text).slice(0, 4));

// The browser keeps the page when the customer comes back from the bank's: say how it ended.
addEventListener("pageshow", (event) => {
  if (event.persisted && isSent) location.replace(request.callback_url);
});

form.hidden = false;
countDown(holdSeconds, () => {
  form.hidden = true;
  showProblem(texts.expired_hold);
  document.querySelector("[data-hold-over]").hidden = false;
});
