// The page on which a salon is opened: looks at the address while it is typed, offers free ones.
// Without it the form's own answer says the same.

const PAUSE = 350;
const form = document.querySelector("[data-sign-up]");
const place = form.querySelector("[data-address]");
const field = form.elements.subdomain;
const refusal = place.querySelector("[data-refusal]");
const free = place.querySelector("[data-free]");
const offers = place.querySelector("[data-suggestions]");
const chips = place.querySelector("[data-chips]");
let timer;
let asked = 0;
// What was typed when nothing of it can stand in an address: an Arabic name, for one.
let lost = "";

// What a host name cannot have is turned into what was most likely meant.
function tidy(text) {
  return text.toLowerCase().replace(/[\s_.]+/g, "-").replace(/[^a-z0-9-]/g, "").replace(/-{2,}/g, "-").replace(/^-/, "");
}

async function look() {
  const turn = ++asked;
  const names = ["subdomain", "name_en", "name_ar", "city"];
  const query = new URLSearchParams(names.map((name) => [name, form.elements[name].value]));
  if (lost) query.set("subdomain", lost);
  const answer = await fetch(`${place.dataset.check}?${query}`).catch(() => null);
  // Too many looks, or no network: the form itself will tell.
  const found = answer?.ok ? await answer.json() : null;
  if (turn === asked) show(found);
}

function show(found) {
  const isTyped = field.value !== "" || lost !== "";
  free.hidden = !found?.free;
  free.lastElementChild.textContent = found?.free ? found.message : "";
  const refused = Boolean(found && !found.free && isTyped);
  refusal.hidden = !refused;
  refusal.textContent = refused ? found.message : "";
  place.classList.toggle("field--error", refused);
  field.toggleAttribute("aria-invalid", false);
  if (refused) field.setAttribute("aria-invalid", "true");
  offer(found?.suggestions ?? []);
}

function offer(names) {
  chips.replaceChildren(
    ...names.map((name) => {
      const chip = document.createElement("button");
      Object.assign(chip, { type: "button", className: "chip", textContent: name, value: name, dir: "ltr" });
      return chip;
    }),
  );
  offers.hidden = names.length === 0;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

field.addEventListener("input", () => {
  const tidied = tidy(field.value);
  lost = tidied === "" ? field.value.trim() : "";
  if (tidied !== field.value) field.value = tidied;
  asked += 1; // an answer on its way is about an older text
  free.hidden = refusal.hidden = true;
  place.classList.remove("field--error");
  field.removeAttribute("aria-invalid");
  soon();
});
for (const name of ["name_en", "name_ar"]) {
  form.elements[name].addEventListener("change", () => {
    if (field.value === "") soon();
  });
}
chips.addEventListener("click", (event) => {
  const chip = event.target.closest("button");
  if (!chip) return;
  event.preventDefault();
  field.value = chip.value;
  lost = "";
  field.focus();
  look();
});

// A corrected answer is no longer an error; the form will say what is left.
form.addEventListener("input", (event) => {
  const around = event.target.closest(".field--error:not([data-address])");
  if (!around) return;
  around.classList.remove("field--error");
  around.querySelector(".field__error")?.remove();
  event.target.removeAttribute("aria-invalid");
});

const go = form.querySelector("[data-go]");
const words = go.textContent;
form.addEventListener("submit", (event) => {
  if (go.ariaDisabled === "true") return event.preventDefault();
  go.ariaDisabled = "true";
  go.textContent = go.dataset.busy;
});
// A page that comes back from the browser's memory may be sent anew.
addEventListener("pageshow", () => {
  go.ariaDisabled = "false";
  go.textContent = words;
});
form.querySelector("[aria-invalid=true], .field--error input")?.focus();
if (field.value) look();
