"""Message catalogues without the gettext programs: extraction and compilation by Babel.

``python -m config.services.catalogues`` compiles; ``--update`` first brings ``locale/ar`` up to
date with the sources, keeping what is translated.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "locale" / "ar" / "LC_MESSAGES" / "django.po"
# As in Django's own Arabic catalogue: zero, one, two, 3-10, 11-99, 100 and so on.
ARABIC_PLURALS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 && n%100<=99 ? 4 : 5;"
)
SOURCES = (
    *("accounts", "audit", "billing", "booking", "cms", "config", "foundation"),
    *("notifications", "salons", "tenants"),
)
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_", "N_"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def extract_template(fileobj: Any, keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    """Extract from a Django template (an extraction method of Babel's interface)."""
    from django.conf import settings
    from django.utils.translation import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    source = templatize(fileobj.read().decode("utf-8"), origin=getattr(fileobj, "name", None))
    yield from extract_python(io.BytesIO(source.encode()), keywords, tags, options)


def empty_catalogue() -> Catalog:
    """Return a catalogue with Django's rule for Arabic plurals: Babel's own puts 11 to 99 last."""
    catalogue = Catalog(
        locale="ar", domain="django", project="Salon", version="1", fuzzy=False, charset="utf-8"
    )
    catalogue.header_comment = "# Arabic texts of Salon."
    catalogue.mime_headers = [("Plural-Forms", ARABIC_PLURALS)]
    return catalogue


def extracted() -> Catalog:
    """Return every message of the sources."""
    catalogue = empty_catalogue()
    methods = [("**.py", "python"), ("**.html", extract_template)]
    for name in SOURCES:
        found = extract_from_dir(ROOT / name, methods, keywords=KEYWORDS)
        for path, line, message, comments, context in found:
            if "migrations/" not in path:
                location = (f"{name}/{path}", line)
                catalogue.add(
                    message, locations=[location], auto_comments=comments, context=context
                )
    return catalogue


def read_catalogue() -> Catalog:
    """Return the kept catalogue."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ar", domain="django")


def update() -> None:
    """Add new messages, drop unused ones, never guess a translation from a similar one."""
    template = extracted()
    kept = read_catalogue() if CATALOGUE.exists() else empty_catalogue()
    kept.update(template, no_fuzzy_matching=True)
    kept.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, kept, width=96, omit_header=False, sort_output=True, include_lineno=False)


def compile_catalogue() -> None:
    """Write the binary catalogue where it is missing or older than its source."""
    target = CATALOGUE.with_suffix(".mo")
    if not CATALOGUE.exists():
        return
    if target.exists() and target.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    with target.open("wb") as file:
        write_mo(file, read_catalogue())


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    compile_catalogue()
