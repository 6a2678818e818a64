"""Time that the salon keeps for itself. Never silently over what is booked."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError
from psycopg.types.range import TimestamptzRange

from audit.log import record
from audit.models import AuditEntry
from booking.domain.desk.conflicts import Conflict, conflicts_with
from booking.domain.desk.errors import (
    BlockEmpty,
    BlockNotFound,
    BlockNothing,
    BlockTooLong,
    TimeInUse,
)
from booking.errors import UnknownStaff
from booking.locks import bounded_transaction, lock_blocks, lock_staff, lock_units
from booking.models import LONGEST, RESOURCE_OVERLAP, STAFF_OVERLAP, Occupancy, TimeBlock
from foundation.errors import Busy

LONGEST_BLOCK = timedelta(days=92)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class BlockDetails:
    """Whom or what to keep, and when. Exactly one of ``staff_id`` and ``resource_id``.

    ``around_bookings``: keep what is free between the visits that are there, and leave those.
    """

    staff_id: int | None = None
    resource_id: int | None = None
    starts_at: datetime
    ends_at: datetime
    reason: str = ""
    around_bookings: bool = False


def block_time(details: BlockDetails, *, by: Any) -> TimeBlock:
    """Keep a person or a room from being booked. Locks it; audits.

    Asked twice by the same person for the same, it returns the block that is there.

    Raises TimeInUse with what is in the way, BlockEmpty, BlockTooLong, BlockNothing, UnknownStaff,
    Busy.
    """
    _require_sense(details)
    with _refused_as_used(), bounded_transaction():
        _lock_whom([details])
        twin = _same(details, by=by)
        if twin is not None:
            return twin
        block = TimeBlock(created_by=by)
        _write(block, details)
        record(block, verb="time_blocked", reason=block.reason, action=AuditEntry.Action.CREATE)
    return block


def change_block(block_id: int, details: BlockDetails) -> TimeBlock:
    """Give a block another time, person, room or reason; what it kept is free where it is not now.

    Raises BlockNotFound and what ``block_time`` raises; then it is what it was.
    """
    _require_sense(details)
    with _refused_as_used(), bounded_transaction():
        block = _locked(block_id, details)
        before = [block.starts_at, block.ends_at]
        Occupancy.objects.filter(block=block).delete()
        _write(block, details)
        changes = {"time": [_told(before), _told([block.starts_at, block.ends_at])]}
        record(block, changes=changes, verb="block_changed", reason=block.reason)
    return block


def remove_block(block_id: int) -> None:
    """Free what a block keeps. Raises BlockNotFound."""
    with bounded_transaction():
        block = _locked(block_id)
        record(block, verb="block_removed", reason=block.reason, action=AuditEntry.Action.DELETE)
        Occupancy.objects.filter(block=block).delete()
        block.delete()


def in_the_way(details: BlockDetails, *, but_for: int | None = None) -> list[Conflict]:
    """Return what lies where somebody wants to block, to be shown before anything is saved."""
    _require_sense(details)
    return conflicts_with(
        details.staff_id, details.resource_id, details.starts_at, details.ends_at, but_for=but_for
    )


def _same(details: BlockDetails, *, by: Any) -> TimeBlock | None:
    found: TimeBlock | None = TimeBlock.objects.filter(
        staff=details.staff_id,
        resource=details.resource_id,
        starts_at=details.starts_at,
        ends_at=details.ends_at,
        reason=details.reason,
        created_by=by,
    ).first()
    return found


def _require_sense(details: BlockDetails) -> None:
    if (details.staff_id is None) == (details.resource_id is None):
        raise BlockNothing(param="staff")
    if details.ends_at <= details.starts_at:
        raise BlockEmpty(param="ends")
    if details.ends_at - details.starts_at > LONGEST_BLOCK:
        raise BlockTooLong(param="ends")


def _locked(block_id: int, details: BlockDetails | None = None) -> TimeBlock:
    """Lock whom a block keeps, and is to keep, then the block. Raises BlockNotFound, Busy."""
    known = TimeBlock.objects.filter(pk=block_id).first()
    if known is None:
        raise BlockNotFound
    _lock_whom([known, *([details] if details else [])])
    block = next(iter(lock_blocks([block_id])), None)
    if block is None:
        raise BlockNotFound
    if (block.staff_id, block.resource_id) != (known.staff_id, known.resource_id):
        raise Busy(retry_after=1)
    return block


def _lock_whom(wanted: Iterable[BlockDetails | TimeBlock]) -> None:
    """Lock people, then rooms. Raises UnknownStaff where one of them is not the salon's."""
    each = list(wanted)
    staff = {one.staff_id for one in each if one.staff_id is not None}
    units = {one.resource_id for one in each if one.resource_id is not None}
    if len(lock_staff(staff) if staff else ()) < len(staff):
        raise UnknownStaff(param="staff")
    if len(lock_units(units) if units else ()) < len(units):
        raise BlockNothing(param="resource")


def _write(block: TimeBlock, details: BlockDetails) -> None:
    conflicts = in_the_way(details, but_for=block.pk)
    taken = [(each.starts_at, each.ends_at) for each in conflicts]
    free = free_between((details.starts_at, details.ends_at), taken)
    if not free or (conflicts and not details.around_bookings):
        raise TimeInUse(conflicts=conflicts)
    block.staff_id, block.resource_id = details.staff_id, details.resource_id
    block.starts_at, block.ends_at = details.starts_at, details.ends_at
    block.reason = details.reason
    block.save()
    Occupancy.objects.bulk_create(
        Occupancy(
            block=block,
            staff_id=details.staff_id,
            resource_id=details.resource_id,
            during=TimestamptzRange(start, end),
            starts_at=start,
        )
        for start, end in in_rows(free)
    )


def free_between(whole: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """Return what of a stretch nothing lies in."""
    at, end = whole
    found = []
    for low, high in sorted(taken):
        if low > at:
            found.append((at, min(low, end)))
        at = max(at, high)
    return [*found, (at, end)] if at < end else found


def in_rows(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Cut stretches into what one row may hold."""
    found = []
    for at, end in stretches:
        while at < end:
            found.append((at, min(at + LONGEST, end)))
            at += LONGEST
    return found


@contextmanager
def _refused_as_used() -> Iterator[None]:
    """The constraints have the last word, whatever happened to the locks."""
    try:
        yield
    except IntegrityError as error:
        if any(name in str(error) for name in (STAFF_OVERLAP, RESOURCE_OVERLAP)):
            raise TimeInUse(conflicts=[]) from error
        raise


def _told(stretch: list[datetime]) -> str:
    return " – ".join(each.isoformat(timespec="minutes") for each in stretch)
