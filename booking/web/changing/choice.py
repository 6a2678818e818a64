"""What a customer wants instead of what she has booked. It lives in the address, as in booking.

``who`` is empty for the same people, ``any``, or somebody's number; services, where there are any,
take the place of those that are booked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.changing.wishes import alignment_of, by_anybody, visit_of
from booking.models import AppointmentItem
from booking.web.address import parse_number
from booking.web.choice import Choice

ANYBODY = "any"


@dataclass(frozen=True)
class ChangeChoice(Choice):
    """A choice that begins with what is booked."""

    who: str = ""

    @classmethod
    def read(cls, query: QueryDict, items: Sequence[AppointmentItem]) -> "ChangeChoice":
        """Read the address; the party is as large as it is booked."""
        wanted = Choice.from_query(query)
        size = len({item.guest for item in items})
        guests = (*wanted.guests, *[type(wanted.guests[0])()] * size)[:size]
        who = query.get("who", "")
        is_person = who == ANYBODY or parse_number(who) is not None
        return cls(
            guests=guests,
            alignment=alignment_of(items),
            day=wanted.day,
            start=wanted.start,
            who=who if is_person else "",
        )

    @property
    def pairs(self) -> list[tuple[str, object]]:
        """Return names and values of the address."""
        return [*super().pairs, *([("who", self.who)] if self.who else [])]

    @property
    def chosen_start(self) -> datetime:
        """Return the start of a choice that has one."""
        assert self.start is not None
        return self.start

    @property
    def staff_id(self) -> int | None:
        """Return who is asked for by number."""
        return parse_number(self.who)

    def visit(self, items: Sequence[AppointmentItem]) -> VisitRequest:
        """Return the visit that is wanted. Raises what ``VisitRequest`` raises."""
        wanted = self._with_services(items) if self.services else visit_of(items)
        return by_anybody(wanted, self.staff_id) if self.who else wanted

    def _with_services(self, items: Sequence[AppointmentItem]) -> VisitRequest:
        """Return the chosen services, by whoever does them in what is booked."""
        people = {item.service_id: item.staff_id for item in items}
        first, *others = (self.wanted_by(guest) for guest in range(self.size))

        def parts(guest: Any, *, by: dict[int, int]) -> tuple[PartRequest, ...]:
            return tuple(
                PartRequest(pk, by.get(pk), guest.add_ons_of(pk), if_able=pk in by)
                for pk in guest.services
            )

        guests = (parts(first, by=people), *(parts(guest, by={}) for guest in others))
        return VisitRequest(guests, self.alignment)


def booked_choice(items: Sequence[AppointmentItem], again: Choice) -> ChangeChoice:
    """Return the choice of what is booked, ``again`` being the same visit once more."""
    return ChangeChoice(guests=again.guests, alignment=alignment_of(items))
