"""Words that an address must not have: lists under ``tenants/data``, one word a line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tenants.domain.subdomains.skeletons import skeleton_of

DATA = Path(__file__).resolve().parents[2] / "data"
DIGITS_AS_LETTERS = str.maketrans("0134578", "oieastb")
LONG_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class WordList:
    """``parts`` are refused between hyphens, ``anywhere`` also inside longer words."""

    parts: frozenset[str]
    anywhere: tuple[str, ...]

    def names(self, label: str, *, fold: Callable[[str], str]) -> bool:
        """Return whether the label has one of the words once both are folded."""
        pieces = [label, *label.split("-"), *_spelled(label)]
        if any(piece in self.parts for piece in pieces):
            return True
        if {fold(piece) for piece in pieces} & _folded(self.parts, fold):
            return True
        return any(
            word in piece or fold(word) in fold(piece) for word in self.anywhere for piece in pieces
        )


def is_reserved(label: str) -> bool:
    """Return whether the platform keeps the label, or one that looks like it, for itself."""
    return skeleton_of(label) in _skeletons("reserved")


def names_a_brand(label: str) -> bool:
    """Return whether the label bears the name of a service that people trust."""
    return word_list("brands").names(label, fold=skeleton_of)


def is_profane(label: str) -> bool:
    """Return whether the label has a foul word, with digits or drawn-out letters too.

    Short words count as whole parts only: Scunthorpe, Essex and cocktails are fine.
    """
    return word_list("profanity").names(label, fold=_plain)


@cache
def word_list(name: str) -> WordList:
    """Return a list of ``tenants/data``."""
    words = _lines(name)
    return WordList(
        parts=frozenset(word for word in words if not word.startswith("*")),
        anywhere=tuple(word[1:] for word in words if word.startswith("*")),
    )


@cache
def _skeletons(name: str) -> frozenset[str]:
    return frozenset(skeleton_of(word) for word in _lines(name))


@cache
def _folded(words: frozenset[str], fold: Callable[[str], str]) -> frozenset[str]:
    # In chat Arabic digits are letters of their own ("7" is ح): such words are taken as written.
    return frozenset(fold(word) for word in words if word.isalpha())


def _spelled(label: str) -> list[str]:
    """Return what hyphens tear into letters: f-u-c-k; but top-ornaments is two words."""
    pieces = label.split("-")
    return ["".join(pieces)] if all(len(piece) <= 2 for piece in pieces) else []


def _plain(text: str) -> str:
    return LONG_RUN.sub(r"\1", text.translate(DIGITS_AS_LETTERS))


def _lines(name: str) -> list[str]:
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
