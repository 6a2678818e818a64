"""The timed parts of a service: who is busy when."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salons.models import Service


@dataclass(frozen=True)
class PartKind:
    """A part, by the field of its minutes. The room or device is taken in all of them."""

    field: str
    label: str | Promise
    person_is_busy: bool
    customer_is_there: bool


@dataclass(frozen=True)
class TimedPart:
    """A part of one service, from its first to its last minute."""

    kind: PartKind
    starts: int
    minutes: int


KINDS = (
    PartKind("buffer_before_minutes", _("Preparation"), True, False),
    PartKind("duration_minutes", _("Work"), True, True),
    PartKind("processing_minutes", _("Processing"), False, True),
    PartKind("finishing_minutes", _("Finishing"), True, True),
    PartKind("cleanup_minutes", _("Clean-up"), True, False),
)
# For a form that nothing is filled into yet: a colour.
EXAMPLE = {
    "buffer_before_minutes": 10,
    "duration_minutes": 60,
    "processing_minutes": 35,
    "finishing_minutes": 30,
    "cleanup_minutes": 10,
}


def minutes_of(service: Service) -> dict[str, int]:
    """Return the minutes of each part by its field, 0 for what is not filled in yet."""
    return {kind.field: getattr(service, kind.field) or 0 for kind in KINDS}


def timed_parts(minutes: Mapping[str, int]) -> list[TimedPart]:
    """Return every part in its order, those of no length too, counted from the first minute."""
    parts, starts = [], 0
    for kind in KINDS:
        parts.append(TimedPart(kind, starts, minutes[kind.field]))
        starts += minutes[kind.field]
    return parts
