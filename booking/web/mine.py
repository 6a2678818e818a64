"""The customer's own appointments at this salon."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.web.phone.verified import phone_verified_required
from booking.domain.cancellation import cancel_own_appointment, cancellation_terms
from booking.domain.waitlist.lists import without_offers
from booking.enums import AppointmentStatus
from booking.errors import AppointmentNotFound, InvalidTransition
from booking.models import Appointment
from booking.queries import appointment_of, appointments_of
from booking.web.calendar_file import calendar_file
from booking.web.panels import Place, panels_at
from booking.web.visit import again, guests_of_items
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
    mine = without_offers(appointments_of(request.user))
    upcoming, past = split(mine)
    context = {
        "upcoming": upcoming,
        "waiting": waiting_of(request.user),
        "past": Paginator(past, PAST_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "booking/pages/mine.html", context)


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_detail(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show one appointment with what can be done about it."""
    appointment = own_appointment(request, appointment_id)
    items = list(appointment.items.select_related("resource"))
    context = {
        "appointment": appointment,
        "guests": guests_of_items(items),
        "terms": cancellation_terms(appointment),
        "panels": panels_at(Place.APPOINTMENT, request, appointment),
        "again": again(items).query,
    }
    return render(request, "booking/pages/appointment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_cancel(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Say what cancelling means; on POST cancel."""
    appointment = own_appointment(request, appointment_id)
    if request.method == "POST":
        return _cancel(request, appointment)
    terms = cancellation_terms(appointment)
    if not terms.is_possible:
        messages.warning(request, str(InvalidTransition.message))
        return redirect("appointment_detail", appointment.pk)
    context = {
        "appointment": appointment,
        "terms": terms,
        "panels": panels_at(Place.CANCELLATION, request, appointment),
    }
    return render(request, "booking/pages/cancel.html", context)


@require_safe
@never_cache
@phone_verified_required
def appointment_ics(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Send the appointment as a calendar file."""
    appointment = own_appointment(request, appointment_id)
    response = HttpResponse(
        calendar_file(appointment, request=request), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{appointment.reference}.ics"'
    return response


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


def _cancel(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    try:
        cancel_own_appointment(appointment.pk, customer=request.user)
    except InvalidTransition as refusal:
        messages.warning(request, str(refusal.detail))
    else:
        messages.success(request, _("Your appointment is cancelled."))
    return redirect("appointment_detail", appointment.pk)
