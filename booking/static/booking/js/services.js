// The price list: finding a service by its name, and the limit of one visit.

const form = document.getElementById("services");
const finder = document.querySelector("[data-finder]");

// Letters that people type one for the other.
const plain = (text) =>
  text
    .toLocaleLowerCase()
    .normalize("NFKD")
    .replace(/[\u064B-\u065F\u0300-\u036F\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ة/g, "ه")
    .replace(/ى/g, "ي");

function find(words) {
  let found = 0;
  for (const section of form.querySelectorAll(".picks-section")) {
    let shown = 0;
    for (const pick of section.querySelectorAll(".pick")) {
      const matches = words.every((word) => plain(pick.dataset.words).includes(word));
      pick.hidden = !matches;
      shown += matches;
    }
    section.hidden = !shown;
    found += shown;
  }
  form.querySelector("[data-none]").hidden = found > 0;
}

function limitTo(most, boxes) {
  const isFull = boxes.filter((box) => box.checked).length >= Number(most);
  for (const box of boxes) box.disabled = isFull && !box.checked;
}

function limit() {
  limitTo(form.dataset.maximum, [...form.querySelectorAll("[data-service]")]);
  for (const extras of form.querySelectorAll("[data-extras]")) {
    limitTo(form.dataset.extras, [...extras.querySelectorAll("input")]);
  }
}

if (form) {
  form.addEventListener("change", limit);
  limit();
}

if (form && finder) {
  const field = finder.querySelector("input");
  finder.hidden = false;
  field.addEventListener("input", () => find(plain(field.value).split(/\s+/).filter(Boolean)));
  // Enter closes the keyboard; it does not send the form.
  field.addEventListener("keydown", (event) => event.key === "Enter" && field.blur());
}
