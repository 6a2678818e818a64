"""Texts kept in Arabic and English side by side."""

from typing import Any

from django.utils.translation import get_language


def pick(arabic: str, english: str) -> str:
    """Return the text of the active language, or the other where that one is empty."""
    if (get_language() or "ar").startswith("en"):
        return english or arabic
    return arabic or english


class Localized:
    """Reads ``title_ar`` or ``title_en`` by the active language: ``title = Localized("title")``."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return pick(getattr(instance, f"{self.name}_ar"), getattr(instance, f"{self.name}_en"))
