"""A visit as the pages tell it, guest by guest: one that is planned, one that is booked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from booking.domain.availability import PlannedPart
from booking.models import AppointmentItem
from booking.web.choice import Choice, GuestChoice
from foundation.localized import pick
from foundation.money import Money


@dataclass(frozen=True, kw_only=True)
class VisitPart:
    """One service with who, where, when; ``wait`` minutes since the guest's part before it.

    ``person`` is empty where anybody will do.
    """

    guest: int
    service: str
    add_ons: tuple[str, ...]
    person: str
    room: str
    start: datetime
    end: datetime
    price: Money
    wait: int = 0

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60


@dataclass(frozen=True)
class VisitGuest:
    """One guest's parts in their order."""

    number: int
    parts: tuple[VisitPart, ...]

    @property
    def start(self) -> datetime:
        return self.parts[0].start

    @property
    def end(self) -> datetime:
        return self.parts[-1].end


def guests_of_plan(parts: Iterable[PlannedPart]) -> list[VisitGuest]:
    """Return what is planned, with people where they were asked for."""
    return _by_guest(
        VisitPart(
            guest=part.guest,
            service=part.service.name,
            add_ons=tuple(add_on.name for add_on in part.add_ons),
            person=part.staff.name if part.is_asked_for else "",
            room=part.unit.name if part.unit else "",
            start=part.start,
            end=part.end,
            price=part.price,
        )
        for part in parts
    )


def guests_of_items(items: Iterable[AppointmentItem]) -> list[VisitGuest]:
    """Return what was booked, as it was copied then; items come with ``resource``."""
    return _by_guest(
        VisitPart(
            guest=item.guest,
            service=item.service_name,
            add_ons=add_on_names_of(item),
            person=item.staff_name,
            room=item.resource.name if item.resource else "",
            start=item.starts_at,
            end=item.ends_at,
            price=item.price,
        )
        for item in items
    )


def add_on_names_of(item: AppointmentItem) -> tuple[str, ...]:
    """Return the add-ons' names, as they were copied."""
    return tuple(pick(each["name_ar"], each["name_en"]) for each in item.add_ons)


def what_is_booked(items: Iterable[AppointmentItem]) -> list[str]:
    """Return the names of the services, each once, however many guests have it."""
    return list(dict.fromkeys(str(item.service_name) for item in items))


def again(items: Iterable[AppointmentItem]) -> Choice:
    """Return the choice that asks for the same once more, by the same people."""
    guests = [_wanted_again(list(found)) for _guest, found in groupby(items, key=lambda i: i.guest)]
    first, *others = guests or [GuestChoice()]
    staff = {person for _service, person in first.people}
    if not others and len(staff) == 1:
        return Choice(guests=(replace(first, people=()),), staff=staff.pop())
    return Choice(guests=(first, *(_as_the_first(other, first) for other in others)))


def _wanted_again(items: list[AppointmentItem]) -> GuestChoice:
    return GuestChoice(
        tuple(dict.fromkeys(item.service_id for item in items)),
        tuple((item.service_id, extra["id"]) for item in items for extra in item.add_ons),
        # Who leads a class is the class's own affair.
        tuple({item.service_id: item.staff_id for item in items if not item.session_id}.items()),
    )


def _as_the_first(other: GuestChoice, first: GuestChoice) -> GuestChoice:
    """Return a guest who wants what the first does as one without services of her own."""
    is_same = replace(other, people=()) == replace(first, people=())
    return GuestChoice(people=other.people) if is_same else other


def _by_guest(parts: Iterable[VisitPart]) -> list[VisitGuest]:
    return [
        VisitGuest(guest + 1, tuple(_with_waits(group)))
        for guest, group in groupby(parts, key=lambda part: part.guest)
    ]


def _with_waits(parts: Iterable[VisitPart]) -> Iterable[VisitPart]:
    before: datetime | None = None
    for part in parts:
        waited = int((part.start - before).total_seconds()) // 60 if before else 0
        yield replace(part, wait=max(waited, 0))
        before = part.end
