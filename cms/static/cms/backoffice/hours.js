// Says at once that an end before the beginning is after midnight. Everything else is the server's.

document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-hours-row]");
  if (!row) return;
  const [starts, ends] = row.querySelectorAll("input");
  const isNight = starts.value && ends.value && ends.value <= starts.value;
  row.querySelector("[data-night]").hidden = !isNight;
});

// An open list of days closes like a menu.
const closeLists = (inside) => {
  for (const list of document.querySelectorAll("details.hours-copy[open]")) {
    if (!list.contains(inside)) list.open = false;
  }
};

document.addEventListener("click", (event) => closeLists(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeLists(null);
});

// A part that does not arrive: the plain form does the same.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => detail.elt.form.requestSubmit(detail.elt));
}
