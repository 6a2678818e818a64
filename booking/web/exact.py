"""From what was chosen to exactly that visit, and back to the times where it cannot be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from booking.domain.availability import VisitRequest
from booking.errors import NotBookable, UnknownAddOn, UnknownService, UnknownStaff
from booking.web.choice import Choice
from booking.web.clock import ready_instant
from booking.web.selection import Selection, offered_services, requested_visit, select
from salons.models import Service


def exact_selection(choice: Choice, offered: Sequence[Service]) -> Selection:
    """Return exactly what was chosen of what is offered.

    Raises UnknownService, UnknownAddOn, UnknownStaff.
    """
    selection = select(offered, choice)
    for guest, kept in zip(choice.guests, selection.choice.guests, strict=True):
        if guest.services != kept.services:
            raise UnknownService(param="service")
        if guest.add_ons != kept.add_ons:
            raise UnknownAddOn(param="add_on")
        if guest.people != kept.people:
            raise UnknownStaff(param="staff")
    if choice.staff != selection.choice.staff:
        raise UnknownStaff(param="staff")
    return selection


def exact_visit(choice: Choice) -> VisitRequest:
    """Return what to book: exactly what was chosen or nothing.

    Raises NotBookable, UnknownService, UnknownAddOn, UnknownStaff.
    """
    selection = exact_selection(choice, offered_services())
    if selection.is_too_large:
        raise NotBookable
    visit = requested_visit(selection)
    if choice.ready is None:
        return visit
    zone = cast(ZoneInfo, timezone.get_current_timezone())
    return replace(visit, ready_by=ready_instant(_day(choice), choice.ready, zone))


def times_url(choice: Choice) -> str:
    """Return the address of the times, on the day that the lost or left time was on."""
    query = without_start(choice).query
    return reverse("book_start") + (f"?{query}" if query else "")


def back_to_times(choice: Choice) -> HttpResponseRedirect:
    """Lead back to choose again."""
    return HttpResponseRedirect(times_url(choice))


def without_start(choice: Choice) -> Choice:
    """Keep the day that the time was on, so that its neighbours are shown."""
    if choice.start is None:
        return choice
    return choice.but(day=_day(choice), start=None)


def _day(choice: Choice) -> date:
    """Return the business day that was chosen, or the date of the beginning."""
    start: datetime = choice.start  # type: ignore[assignment]
    return choice.day or timezone.localtime(start).date()
