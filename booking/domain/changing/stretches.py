"""Which stretches of a visit belong to which of its services.

A stretch names a person or a room, not the service: nobody's stretches of one visit overlap, so
the service that begins in it is its own; what begins in none comes after somebody's processing.
"""

from collections.abc import Iterable, Sequence

from booking.models import AppointmentItem, Occupancy


def stretches_of(
    ended: Iterable[AppointmentItem],
    items: Sequence[AppointmentItem],
    rows: Sequence[Occupancy],
) -> list[Occupancy]:
    """Return the rows that the services ``ended``, of all ``items``, keep from others."""
    gone = {item.pk for item in ended}
    owners = _owners(items, rows)
    return [row for row in rows if owners.get(row.pk) in gone]


def _owners(items: Sequence[AppointmentItem], rows: Sequence[Occupancy]) -> dict[int, int]:
    """Return row -> item."""
    own: dict[int, int] = {}
    alone = [item for item in items if item.session_id is None]
    for item in alone:
        mine = [row for row in rows if _is_of(row, item) and _begins_in(item, row)]
        for kind in ("staff_id", "resource_id"):
            free = (row for row in mine if row.pk not in own and getattr(row, kind) is not None)
            if (found := next(free, None)) is not None:
                own[found.pk] = item.pk
    for row in (row for row in rows if row.pk not in own):
        after = [item for item in alone if _is_of(row, item) and _resumes_in(item, row)]
        if after:
            # Who came in her processing began later than she.
            own[row.pk] = min(after, key=lambda item: item.starts_at).pk
    return own


def _is_of(row: Occupancy, item: AppointmentItem) -> bool:
    if row.staff_id is not None:
        return row.staff_id == item.staff_id
    return row.resource_id == item.resource_id


def _begins_in(item: AppointmentItem, row: Occupancy) -> bool:
    return bool(row.during.lower <= item.starts_at < row.during.upper)


def _resumes_in(item: AppointmentItem, row: Occupancy) -> bool:
    return bool(item.starts_at < row.during.lower <= item.ends_at <= row.during.upper)
