"""Serializer fields of the API's contract."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.money import Money

# Instants near the ends of the calendar cannot be moved to another zone.
FIRST_YEAR, LAST_YEAR = 2000, 2200
MONEY_SCHEMA = {
    "type": "object",
    "required": ["amount", "currency"],
    "properties": {
        "amount": {"type": "integer", "description": "minor units (halalas)"},
        "currency": {"type": "string", "example": "SAR"},
    },
}


@extend_schema_field(MONEY_SCHEMA)
class MoneyField(serializers.Field):  # type: ignore[type-arg]
    """Writes ``{"amount": 11500, "currency": "SAR"}``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Money) -> dict[str, Any]:
        return value.as_json()


class InstantField(serializers.DateTimeField):
    """Writes ISO 8601 in the salon's zone (``context["zone"]``); demands an offset on input."""

    default_error_messages = {
        "no_offset": _("Give the time with an offset, such as +03:00."),
        "out_of_range": _("This time is too far away."),
    }

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override]
        zone: ZoneInfo | None = self.context.get("zone")
        return value.astimezone(zone).isoformat() if zone else super().to_representation(value)

    def enforce_timezone(self, value: Any) -> Any:
        if value.tzinfo is None:
            self.fail("no_offset")
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            self.fail("out_of_range")
        return value
