// The shell of every page: remembers the chosen language, closes open menus.

const YEAR_SECONDS = 365 * 86400;

for (const link of document.querySelectorAll("a[data-language]")) {
  link.addEventListener("click", () => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie =
      `django_language=${link.dataset.language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  });
}

const menus = document.querySelectorAll("details[data-menu]");

document.addEventListener("click", (event) => {
  for (const menu of menus) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
