"""The picture of a service's timed parts beside the fields of its minutes."""

from typing import Any

from django import forms
from wagtail.admin.panels import Panel

from salons.domain.timed_parts import EXAMPLE, TimedPart, minutes_of, timed_parts


class PartsPanel(Panel):
    """Shows who is busy when. The script draws the picture anew while somebody types."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "salons/backoffice/parts.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            minutes = minutes_of(self.instance)
            is_example = not any(minutes.values())
            parts = timed_parts(EXAMPLE if is_example else minutes)
            return context | {
                "parts": parts,
                "is_example": is_example,
                "lanes": [_lane(parts, "person_is_busy"), _lane(parts, "customer_is_there")],
            }

        @property
        def media(self) -> forms.Media:
            return forms.Media(
                js=["salons/backoffice/parts.js"],
                css={"all": ["salons/backoffice/catalogue.css"]},
            )


def _lane(parts: list[TimedPart], fact: str) -> list[dict[str, Any]]:
    """Return the bars of one person: hundredths of the whole, and whether she is busy in it."""
    whole = sum(part.minutes for part in parts) or 1
    return [
        {
            "field": part.kind.field,
            "x": round(100 * part.starts / whole, 2),
            "width": round(100 * part.minutes / whole, 2),
            "is_busy": getattr(part.kind, fact),
        }
        for part in parts
    ]
