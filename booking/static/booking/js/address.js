// Links that carry this page's address along follow what was chosen since: the other language,
// signing in, earlier steps.

document.addEventListener("htmx:replacedInHistory", () => {
  const here = location.pathname + location.search;
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.href = here.replace(/^\/[a-z]{2}(?=\/)/, `/${link.dataset.language}`);
  }
  for (const link of document.querySelectorAll('a[href*="?next="]')) {
    const target = new URL(link.href);
    target.searchParams.set("next", here);
    link.href = target;
  }
  for (const link of document.querySelectorAll("a[data-step]")) {
    const query = new URLSearchParams(location.search);
    query.set("step", link.dataset.step);
    link.search = query;
  }
});
