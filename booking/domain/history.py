"""What earlier changes of a visit mean for its end: fees that were kept, times given up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.domain.policy.amounts import By, GivenUp
from booking.enums import EventKind
from booking.models import Appointment, AppointmentEvent


@dataclass(frozen=True)
class History:
    """``fees_minor``: kept for parts cancelled before; of the money held, they are spent."""

    fees_minor: int = 0
    given_up: tuple[GivenUp, ...] = ()


@dataclass(frozen=True)
class Past:
    """One earlier change, as its event tells of it."""

    kind: str
    policy: dict[str, Any]
    data: dict[str, Any]
    at: datetime


def history_of(appointment: Appointment) -> History:
    """Return what earlier changes mean, by the appointment's events. One statement."""
    changes = AppointmentEvent.objects.filter(
        appointment=appointment, kind__in=[EventKind.EDITED, EventKind.RESCHEDULED]
    )
    rows = changes.order_by("at", "pk").values_list("kind", "policy", "data", "at")
    return history_from([Past(*row) for row in rows])


def history_from(changes: Iterable[Past]) -> History:
    """Return what changes mean, the oldest first: pure.

    A start is the customer's to give up. When the salon moves the visit everything before is
    forgotten: the new time is not one that she asked for.
    """
    fees, given_up = 0, list[GivenUp]()
    for change in changes:
        if change.kind == EventKind.EDITED:
            fees += int(change.policy.get("fee_minor", 0))
        before, after = (_start(change.data.get(name)) for name in ("before", "after"))
        if before is None or before == after:
            continue
        if change.policy.get("by") == By.CUSTOMER.value:
            given_up.append(GivenUp(before, change.at))
        else:
            given_up.clear()
    return History(fees, tuple(given_up))


def _start(told: dict[str, Any] | None) -> datetime | None:
    return datetime.fromisoformat(told["start"]) if told else None
