"""Pieces that the catalogue's forms share."""

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList


def both_languages(name: str, heading: str, **options: object) -> MultiFieldPanel:
    """Return one panel with the Arabic and the English field of ``name``."""
    fields = [FieldPanel(f"{name}_ar", **options), FieldPanel(f"{name}_en", **options)]
    return MultiFieldPanel([FieldRowPanel(fields)], heading=heading)


class Tab(ObjectList):
    """A tab that an address can lead to: Wagtail names tabs by their heading, in any language."""

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    @property
    def clean_name(self) -> str:
        return self.key

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "key": self.key}


WEEKLY = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")])]
