"""Takes people, rooms and places in classes for a visit, gives them back, takes them again.

The callers hold the locks of ``booking.locks``; the constraints of ``Occupancy`` and
``ClassSession`` have the last word.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, Model, OuterRef, Q
from psycopg.types.range import TimestamptzRange

from booking.domain.availability import PlannedPart, Slot
from booking.errors import SlotTaken
from booking.locks import lock_class_sessions
from booking.models import (
    CLASS_PLACES,
    RESOURCE_OVERLAP,
    STAFF_OVERLAP,
    Appointment,
    AppointmentItem,
    ClassSession,
    Occupancy,
)
from foundation.writing import new, write_together

TAKEN = (STAFF_OVERLAP, RESOURCE_OVERLAP, CLASS_PLACES)


def take(
    appointment: Appointment,
    slot: Slot,
    along: Sequence[Model] | None = None,
    *,
    is_overbooked: bool = False,
) -> list[AppointmentItem]:
    """Write the items of a new appointment and what they keep from others.

    ``is_overbooked``: on purpose where somebody is already; the constraints let it lie there.
    ``along``: the appointment is not there yet, it is written in the same round trip, these rows
    after it; a refusal ends the transaction then, otherwise it leaves things as they were.
    Raises SlotTaken where a constraint finds somebody or something taken.
    """
    with _refused_as_taken(may_go_on=along is None):
        items = [
            _item(appointment, number, part, _place_in_class(part, is_overbooked))
            for number, part in enumerate(slot.parts)
        ]
        stretches = [
            Occupancy(appointment=appointment, is_overbooked=is_overbooked, **row)
            for part in slot.parts
            if part.service.capacity == 1
            for row in _rows(part)
        ]
        groups: list[Sequence[Model]] = [] if along is None else [[appointment]]
        groups += [items, stretches, *([row] for row in along or ())]
        write_together(new(rows) for rows in groups if rows)
    return items


def give_back(appointment: Appointment) -> None:
    """Free what the appointment takes; a class without anybody left frees its person and room."""
    Occupancy.objects.filter(appointment=appointment).update(blocking=False)
    give_back_places(AppointmentItem.objects.filter(appointment=appointment))


def give_back_places(items: Iterable[AppointmentItem]) -> None:
    """Free the places in classes of some services of one appointment."""
    for session, places in _places(items):
        session.places_taken -= places
        session.save(update_fields=["places_taken"])
        if not session.places_taken:
            Occupancy.objects.filter(session=session).update(blocking=False)


def take_again(appointment: Appointment, *, is_late: bool = False) -> None:
    """Take what was given back. Raises SlotTaken where somebody else has some of it.

    ``is_late``: nobody counted on it any more, so that a visit which was put in beside others in
    the meantime has it too; the constraints say nothing of those.
    """
    if is_late and _is_overbooked_by_now(appointment):
        raise SlotTaken(param="start")
    with _refused_as_taken():
        Occupancy.objects.filter(appointment=appointment).update(blocking=True)
        for session, places in _places(AppointmentItem.objects.filter(appointment=appointment)):
            ClassSession.objects.filter(pk=session.pk).update(
                places_taken=F("places_taken") + places
            )
            Occupancy.objects.filter(session=session).update(blocking=True)


def _is_overbooked_by_now(appointment: Appointment) -> bool:
    """Return whether a visit that was put in beside others lies where this one was."""
    same = Q(staff=OuterRef("staff")) | Q(resource=OuterRef("resource"))
    others = Occupancy.objects.filter(
        same, blocking=True, is_overbooked=True, during__overlap=OuterRef("during")
    ).exclude(appointment=appointment)
    mine = Occupancy.objects.filter(appointment=appointment)
    return bool(mine.filter(Exists(others)).exists())


def _place_in_class(part: PlannedPart, is_overbooked: bool) -> ClassSession | None:
    """Take one place; the first to come opens the class and takes its person and room.

    Its places are those of the catalogue today; it lasts as long as it did when it was opened.
    Raises SlotTaken where the plan counted on a class that is not there any more.
    """
    if part.service.capacity == 1:
        return None
    ends_at, capacity = part.end, part.service.capacity
    found, _created = ClassSession.objects.get_or_create(
        service_id=part.service.id,
        staff_id=part.staff.id,
        starts_at=part.start,
        defaults={"ends_at": ends_at, "capacity": capacity},
    )
    [session] = lock_class_sessions([found.pk])
    if part.joins != bool(session.places_taken):
        raise SlotTaken(param="start")
    session.capacity = capacity
    if not session.places_taken:
        # Empty: as the catalogue has it today, whatever it was when somebody cancelled.
        session.ends_at = ends_at
        Occupancy.objects.filter(session=session).delete()
        Occupancy.objects.bulk_create(
            Occupancy(session=session, is_overbooked=is_overbooked, **row) for row in _rows(part)
        )
    session.places_taken += 1
    session.save(update_fields=["ends_at", "capacity", "places_taken"])
    return session


def _places(items: Iterable[AppointmentItem]) -> list[tuple[ClassSession, int]]:
    """Lock the classes of an appointment; return each with how many of its places are taken."""
    places = Counter(item.session_id for item in items if item.session_id is not None)
    return [(session, places[session.pk]) for session in lock_class_sessions(list(places))]


def _rows(part: PlannedPart) -> Iterator[dict[str, object]]:
    """Yield what the part takes: its person, in one stretch or two, and its room."""
    for start, end in part.work:
        yield {"staff_id": part.staff.id, **_during(start, end)}
    if part.unit is not None and part.room is not None:
        yield {"resource_id": part.unit.id, **_during(*part.room)}


def _during(start: datetime, end: datetime) -> dict[str, object]:
    return {"starts_at": start, "during": TimestamptzRange(start, end)}


def _item(
    appointment: Appointment, position: int, part: PlannedPart, session: ClassSession | None
) -> AppointmentItem:
    service, staff = part.service, part.staff
    return AppointmentItem(
        appointment=appointment,
        position=position,
        guest=part.guest,
        service_id=service.id,
        staff_id=staff.id,
        resource_id=part.unit.id if part.unit else None,
        session=session,
        service_name_ar=service.name_ar,
        service_name_en=service.name_en,
        staff_name_ar=staff.name_ar,
        staff_name_en=staff.name_en,
        add_ons=_copies(part),
        price_minor=part.price_minor,
        duration_minutes=part.minutes,
        starts_at=part.start,
        ends_at=part.end,
    )


def _copies(part: PlannedPart) -> Sequence[dict[str, object]]:
    return [
        {
            "id": add_on.id,
            "name_ar": add_on.name_ar,
            "name_en": add_on.name_en,
            "minutes": add_on.minutes,
            "price_minor": add_on.price_minor,
        }
        for add_on in part.add_ons
    ]


@contextmanager
def _refused_as_taken(*, may_go_on: bool = True) -> Iterator[None]:
    """Make a refusal by a constraint of ``TAKEN`` SlotTaken.

    ``may_go_on``: the transaction is as before then, by a savepoint; otherwise it is over.
    """
    try:
        with transaction.atomic(savepoint=may_go_on):
            yield
    except IntegrityError as error:
        if any(name in str(error) for name in TAKEN):
            raise SlotTaken(param="start") from error
        raise
