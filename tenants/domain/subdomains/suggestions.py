"""Addresses offered to a salon, made from its name."""

import re
import unicodedata
from collections.abc import Iterator

from tenants.domain.subdomains.choosing import free_among
from tenants.domain.subdomains.skeletons import skeleton_of

OFFERED = 3
LONGEST = 40
# As names are commonly written in Latin letters, not a scholar's transliteration.
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤ"
LATIN = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h o i a i a a a e o"
ROMAN = str.maketrans(dict(zip(ARABIC, LATIN.split(), strict=True)))
GENERIC = ("salon", "beauty", "studio", "spa")


def suggest_subdomains(name_en: str, *, name_ar: str = "", city: str = "") -> list[str]:
    """Return up to three free addresses made from the salon's name. Two queries."""
    names = [slug for slug in (slug_of(name_en), slug_of(name_ar)) if slug]
    candidates: dict[str, str] = {}
    for slug in names:
        for candidate in _candidates(slug, slug_of(city)):
            # Of those that look the same only the first.
            candidates.setdefault(skeleton_of(candidate), candidate)
    return free_among(candidates.values())[:OFFERED]


def slug_of(name: str) -> str:
    """Return the name in Latin letters, digits and single hyphens: "Café Noor" gives cafe-noor."""
    roman = name.lower().translate(ROMAN)
    plain = unicodedata.normalize("NFKD", roman).encode("ascii", "ignore").decode()
    # An apostrophe joins: Sarah's is sarahs.
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _candidates(slug: str, city: str) -> Iterator[str]:
    """Yield the name itself, without and with its kind, with its city, with a number."""
    bare = "-".join(part for part in slug.split("-") if part not in GENERIC) or slug
    for base in dict.fromkeys((bare, slug, slug.replace("-", ""))):
        yield _cut(base)
    if city:
        yield _cut(f"{bare}-{city}")
    for kind in GENERIC:
        yield _cut(f"{bare}-{kind}")
    for number in (2, 22, 26):
        yield _cut(f"{bare}-{number}")


def _cut(candidate: str) -> str:
    """Return at most forty letters, cut between words where there is a gap."""
    if len(candidate) <= LONGEST:
        return candidate
    head, gap, _tail = candidate[: LONGEST + 1].rpartition("-")
    return (head if gap and len(head) >= 3 else candidate[:LONGEST]).strip("-")
