"""A booked visit as the wish that would be booked as it, and what another wish changes of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from booking.domain.availability import PartRequest, PlannedPart, VisitRequest
from booking.domain.engine.world import Alignment
from booking.errors import AppointmentNotFound
from booking.models import AppointmentItem

# What makes two parts the same: the service and what lengthens it.
Key = tuple[int, tuple[int, ...]]


def booked_items(appointment_id: UUID | str) -> list[AppointmentItem]:
    """Return the services of an appointment in their order; raise AppointmentNotFound."""
    items = list(AppointmentItem.objects.filter(appointment_id=appointment_id).order_by("position"))
    if not items:
        raise AppointmentNotFound
    return items


def visit_of(items: Sequence[AppointmentItem]) -> VisitRequest:
    """Return the wish for what is booked, by the same people."""
    guests = [list(group) for _guest, group in groupby(items, key=lambda item: item.guest)]
    return VisitRequest(
        tuple(tuple(_part(item) for item in guest) for guest in guests), alignment_of(items)
    )


def by_anybody(visit: VisitRequest, staff_id: int | None = None) -> VisitRequest:
    """Return the same visit by anybody, or by somebody wherever she does the service.

    Who is asked for is the first guest's: nobody is with two at once.
    """
    first, *others = visit.guests
    hers = tuple(replace(p, staff_id=staff_id, if_able=staff_id is not None) for p in first)
    open_to_all = (tuple(replace(p, staff_id=None, if_able=False) for p in g) for g in others)
    return replace(visit, guests=(hers, *open_to_all))


def alignment_of(items: Iterable[AppointmentItem]) -> Alignment:
    """Return whether the guests of a party begin together or are ready together."""
    begins, ends = defaultdict(list), defaultdict(list)
    for item in items:
        begins[item.guest].append(item.starts_at)
        ends[item.guest].append(item.ends_at)
    together = len({min(times) for times in begins.values()}) == 1
    ready = len({max(times) for times in ends.values()}) == 1
    return Alignment.END if ready and not together else Alignment.START


@dataclass(frozen=True)
class Difference:
    """What a plan changes: parts that stay with the item that they were, what comes and goes."""

    kept: tuple[tuple[PlannedPart, AppointmentItem | None], ...]
    removed: tuple[AppointmentItem, ...]

    @property
    def changes_services(self) -> bool:
        return bool(self.removed) or any(item is None for _part, item in self.kept)

    @property
    def changes_plan(self) -> bool:
        """Return whether anything is at another time or by somebody else."""
        return self.changes_services or any(
            item is None
            or (part.staff.id, part.start, part.end)
            != (item.staff_id, item.starts_at, item.ends_at)
            for part, item in self.kept
        )


def difference(parts: Iterable[PlannedPart], items: Sequence[AppointmentItem]) -> Difference:
    """Match what is planned with what is booked: the same service, by the same person first."""
    left = list(items)

    def match(part: PlannedPart) -> AppointmentItem | None:
        same = [item for item in left if key_of_item(item) == key_of_part(part)]
        by_her = [item for item in same if item.staff_id == part.staff.id]
        found = next(iter(by_her or same), None)
        if found is not None:
            left.remove(found)
        return found

    kept = tuple((part, match(part)) for part in parts)
    return Difference(kept, tuple(left))


def key_of_item(item: AppointmentItem) -> Key:
    """Return the service and the add-ons of what is booked."""
    return item.service_id, tuple(sorted(each["id"] for each in item.add_ons))


def key_of_part(part: PlannedPart) -> Key:
    """Return the service and the add-ons of what is planned."""
    return part.service.id, tuple(sorted(each.id for each in part.add_ons))


def _part(item: AppointmentItem) -> PartRequest:
    return PartRequest(item.service_id, item.staff_id, tuple(each["id"] for each in item.add_ons))
