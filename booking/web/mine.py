"""The customer's own appointments at this salon."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.addresses import platform_page
from accounts.web.phone.verified import phone_verified_required
from booking.domain.cancellation import cancellation_terms
from booking.domain.changing.limits import why_not_changed
from booking.domain.holding import is_kept
from booking.domain.policy.agreed import agreed_policy
from booking.domain.waitlist.lists import without_offers
from booking.enums import AppointmentStatus
from booking.errors import AppointmentNotFound
from booking.models import Appointment
from booking.queries import appointment_of, appointments_of, without_unbooked
from booking.web.calendar_file import (
    calendar_file,
    file_response,
    place_here,
    told_here,
    web_calendars,
)
from booking.web.guests import guest_links
from booking.web.panels import Place, panels_at
from booking.web.salon_places import directions
from booking.web.story import story_of
from booking.web.visit import again
from booking.web.waiting import waiting_of
from booking.web.zone import in_salon_zone

PAST_PER_PAGE = 10
_S = AppointmentStatus
# What a customer still looks forward to.
AHEAD = (_S.HELD, _S.PENDING_PAYMENT, _S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS)


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def my_appointments(request: HttpRequest) -> HttpResponse:
    """List what is ahead, soonest first, and what is past, latest first."""
    mine = without_offers(without_unbooked(appointments_of(request.user)))
    upcoming, past = split(mine)
    context = {
        "upcoming": upcoming,
        "waiting": waiting_of(request.user),
        "past": _with_way_back(past, request.GET.get("page")),
        "feed_page": platform_page("my_calendar"),
    }
    return render(request, "booking/pages/mine.html", context)


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_detail(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show one appointment with what can be done about it."""
    appointment = own_appointment(request, appointment_id)
    if is_kept(appointment):
        return redirect("book_confirm", appointment.pk)
    items = list(appointment.items.select_related("resource"))
    place = place_here(request)
    told = told_here(appointment, items, page="", place=place)
    context = {
        "appointment": appointment,
        "guests": told.guests,
        "terms": cancellation_terms(appointment),
        "unchangeable": why_not_changed(appointment),
        "panels": panels_at(Place.APPOINTMENT, request, appointment),
        "again": again(items).query,
        "story": story_of(appointment),
        "place": place,
        "directions": directions(place),
        "calendars": web_calendars(told),
        "feed_page": platform_page("my_calendar"),
        "guest_links": guest_links(request, appointment, items),
        "agreed": agreed_policy(appointment),
    }
    return render(request, "booking/pages/appointment.html", context)


@require_safe
@never_cache
@phone_verified_required
def appointment_ics(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Send the appointment as a calendar file."""
    appointment = own_appointment(request, appointment_id)
    return file_response(calendar_file(appointment, request=request), name=appointment.reference)


def own_appointment(request: HttpRequest, appointment_id: UUID) -> Appointment:
    """Return the visitor's own appointment; anybody else's does not exist for her."""
    try:
        return appointment_of(request.user, appointment_id)
    except AppointmentNotFound:
        raise Http404 from None


def split(appointments: QuerySet[Any]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Return what is ahead, soonest first, and the rest in its own order."""
    now = timezone.now()
    # A time that was kept and ran out is over, even before the job that says so has run.
    ahead = Q(status__in=AHEAD, ends_at__gt=now) & (
        Q(hold_expires_at__isnull=True) | Q(hold_expires_at__gt=now)
    )
    return appointments.filter(ahead).order_by("starts_at", "pk"), appointments.exclude(ahead)


def _with_way_back(past: QuerySet[Any], number: str | None) -> Any:
    """Return a page of past visits; each knows how the same is booked again."""
    page = Paginator(past, PAST_PER_PAGE).get_page(number)
    for each in page.object_list:
        each.again = again(each.items.all()).query
    return page
