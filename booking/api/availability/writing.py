"""Slots and reasons as JSON. A day has many of them: plain dictionaries, no field objects."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from booking.domain.availability import PlannedPart, Slot
from booking.domain.availability.words.reasons import Reason


class Writer:
    """Writes instants in the salon's zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.known: dict[int, Any] = {}

    def slots(self, slots: Iterable[Slot]) -> list[dict[str, Any]]:
        return [self.slot(slot) for slot in slots]

    def slot(self, slot: Slot) -> dict[str, Any]:
        """Return one slot as ``SlotSerializer`` describes it."""
        return {
            "start": self.instant(slot.start),
            "end": self.instant(slot.end),
            "best": slot.is_best,
            "total": slot.total.as_json(),
            "staff": self.named(slot.parts[0].staff),
            "parts": [self._part(part) for part in slot.parts],
        }

    def reason(self, reason: Reason) -> dict[str, Any]:
        """Return one refusal as ``ReasonSerializer`` describes it."""
        part = {
            "guest": reason.guest,
            "position": reason.position,
            "service": reason.service and self.named(reason.service),
        }
        return {
            "rule": reason.rule,
            "message": reason.message,
            "staff": reason.staff and self.named(reason.staff),
            "part": part if reason.service else None,
            "from": reason.starts and self.instant(reason.starts),
            "until": reason.until and self.instant(reason.until),
            "label": reason.label,
        }

    def instant(self, instant: datetime) -> str:
        return instant.astimezone(self.zone).isoformat()

    def named(self, thing: Any) -> dict[str, Any]:
        """Return id and name; of what comes again and again, once."""
        found = self.known.get(id(thing))
        if found is None:
            # The thing is kept beside its number: another one may not take that over.
            found = self.known[id(thing)] = {"id": thing.id, "name": str(thing.name)}, thing
        return found[0]

    def _part(self, part: PlannedPart) -> dict[str, Any]:
        return {
            "guest": part.guest,
            "service": self.named(part.service),
            "add_ons": [self.named(add_on) for add_on in part.add_ons],
            "staff": self.named(part.staff),
            "resource": self.named(part.unit) if part.unit else None,
            "start": self.instant(part.start),
            "end": self.instant(part.end),
            "price": part.price.as_json(),
        }
