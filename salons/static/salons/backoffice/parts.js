/* Draws the parts of a service anew while their minutes are typed. */
(() => {
  "use strict";

  const minutesOf = (field) => {
    const input = document.querySelector(`input[name="${field}"]`);
    return Math.max(0, Number.parseInt(input?.value, 10) || 0);
  };

  const draw = (picture) => {
    const lanes = [...picture.querySelectorAll(".parts__lane")];
    const fields = [...lanes[0].querySelectorAll("[data-part]")].map((bar) => bar.dataset.part);
    const whole = fields.reduce((sum, field) => sum + minutesOf(field), 0);
    if (!whole) return;
    picture.querySelector("[data-parts-example]")?.remove();
    let starts = 0;
    for (const field of fields) {
      const minutes = minutesOf(field);
      for (const bar of picture.querySelectorAll(`[data-part="${field}"]`)) {
        bar.setAttribute("x", (100 * starts) / whole);
        bar.setAttribute("width", (100 * minutes) / whole);
      }
      picture.querySelector(`[data-part-minutes="${field}"]`).textContent = minutes;
      starts += minutes;
    }
  };

  document.addEventListener("input", (event) => {
    const picture = document.querySelector("[data-parts]");
    if (picture && event.target.name?.endsWith("_minutes")) draw(picture);
  });
})();
