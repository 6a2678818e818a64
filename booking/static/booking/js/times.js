// People, days and times: keeps the chosen day in sight, the focus in place, and says what changed.

const announcer = document.querySelector("[data-announcer]");
let movesFocus = false;

function centre(label) {
  const strip = label?.parentElement;
  if (!strip) return;
  const offset = label.getBoundingClientRect().left - strip.getBoundingClientRect().left;
  strip.scrollBy({ left: offset - (strip.clientWidth - label.clientWidth) / 2 });
}

const showChosen = () => {
  for (const input of document.querySelectorAll(".person input:checked, .day input:checked")) {
    centre(input.parentElement);
  }
};

showChosen();

document.addEventListener("click", (event) => {
  movesFocus = Boolean(event.target.closest("[data-moves-focus]"));
  // The tapped time answers before the next page does.
  event.target.closest(".slot")?.classList.add("is-chosen");
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { target } = event.detail;
  if (target.id === "calendar") centre(target.querySelector(".day input:checked")?.parentElement);
  // Parts beside the asked one (the visit's sum) have nothing to announce.
  if (!["calendar", "times"].includes(target.id)) return;
  announcer.textContent = target.querySelector("[data-say]")?.dataset.say ?? "";
  if (movesFocus) document.getElementById("times-title")?.focus();
  movesFocus = false;
});

// A part that does not arrive: the plain page does the same.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, () => document.getElementById("when").submit());
}

// Back from the next page: the mark of the tapped time is out of date.
window.addEventListener("pageshow", () => {
  for (const slot of document.querySelectorAll(".slot.is-chosen")) slot.classList.remove("is-chosen");
});
