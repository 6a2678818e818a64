"""The visit of an appointment once more: when it could be instead."""

from datetime import datetime
from itertools import groupby

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.availability.asking import next_times
from booking.models import Appointment
from foundation.errors import DomainError


def visit_again(appointment: Appointment) -> VisitRequest:
    """Return the request of the same visit, by anybody. Raises what ``VisitRequest`` raises."""
    items = appointment.items.order_by("position")
    guests = groupby(items, key=lambda item: item.guest)
    return VisitRequest(
        tuple(
            tuple(
                PartRequest(item.service_id, None, tuple(each["id"] for each in item.add_ons))
                for item in group
            )
            for _guest, group in guests
        )
    )


def times_instead(appointment: Appointment, *, count: int) -> list[datetime]:
    """Return when the same visit is free, from its lost time on; nothing where it is not offered.

    Services and add-ons change: then there is nothing to propose, and no reason to fail.
    """
    try:
        request = visit_again(appointment)
        slots = next_times(request, after=appointment.starts_at, count=count)
    except DomainError:
        return []
    return [slot.start for slot in slots]
