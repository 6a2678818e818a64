"""What the salon keeps for itself in a window, in its own words: read when somebody asks why."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from booking.domain.availability.facts import Facts
from booking.domain.engine.reasons import Note, Rule
from booking.domain.engine.timeline import Span, Window
from booking.models import LONGEST, Occupancy


@dataclass(frozen=True)
class Blocked:
    """Notes by person and by unit."""

    staff: Mapping[int, tuple[Note, ...]]
    units: Mapping[int, tuple[Note, ...]]


def read_blocked(window: Window, facts: Facts) -> Blocked:
    """Return the stretches of blocks that lie in the window, each with its reason: one statement.

    A block around bookings is told in the stretches that it has; what two rows of a long one cut
    is one stretch again.
    """
    whose = Q(staff__in=list(facts.staff)) | Q(resource__in=[unit.id for unit in facts.units])
    rows = (
        Occupancy.objects.filter(
            whose,
            blocking=True,
            block__isnull=False,
            starts_at__gte=window.start - LONGEST,
            starts_at__lt=window.instant(window.minutes),
        )
        .order_by("starts_at")
        .values_list("staff", "resource", "during", "block__reason")
    )
    staff: dict[int, list[Note]] = defaultdict(list)
    units: dict[int, list[Note]] = defaultdict(list)
    for staff_id, unit_id, during, reason in rows:
        span = window.minute(during.lower), window.minute_after(during.upper)
        _add(staff[staff_id] if staff_id is not None else units[unit_id], span, reason)
    return Blocked(_frozen(staff), _frozen(units))


def _add(notes: list[Note], span: Span, reason: str) -> None:
    if notes and notes[-1].span[1] == span[0] and notes[-1].label == reason:
        span = notes.pop().span[0], span[1]
    notes.append(Note(span, Rule.BLOCKED, reason))


def _frozen(notes: Mapping[int, list[Note]]) -> Mapping[int, tuple[Note, ...]]:
    return {pk: tuple(found) for pk, found in notes.items()}
