"""What a customer will read of the policy, on the pages where the policy is changed.

The words are booking's, which knows the salon and not the other way round: it registers the writer
when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.admin.panels import Panel

from salons.models import BookingRules, PolicyOverride


@dataclass(frozen=True)
class PolicyPreview:
    """The words in one language, for a visit at an example's price."""

    language: str
    price: str
    paragraphs: tuple[str, ...]


Writer = Callable[[BookingRules, PolicyOverride | None], list[PolicyPreview]]

_writers: list[Writer] = []


def register_preview(writer: Writer) -> Writer:
    """Register who knows the words; call it when the app is ready."""
    if writer not in _writers:
        _writers.append(writer)
    return writer


class PolicyPreviewPanel(Panel):
    """The policy as it was saved, in the words for customers."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "salons/panels/policy_preview.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            is_exception = isinstance(self.instance, PolicyOverride)
            rules = BookingRules.load() if is_exception else self.instance
            override = self.instance if is_exception else None
            previews = [each for writer in _writers for each in writer(rules, override)]
            return context | {"previews": previews, "is_exception": is_exception}
