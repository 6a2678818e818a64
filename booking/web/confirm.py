"""The last step of booking: look it over, confirm, pay."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.web.phone.verified import send_to_verify
from booking.domain.appointments import NewAppointment, create_appointment
from booking.domain.availability import VisitRequest
from booking.domain.cancellation import free_until
from booking.enums import AppointmentStatus, Source
from booking.errors import (
    DateOutOfRange,
    NotBookable,
    SlotTaken,
    UnknownService,
    UnknownStaff,
)
from booking.models import Appointment
from booking.web.choice import Choice
from booking.web.forms import ConfirmForm
from booking.web.offer import planned_visit
from booking.web.selection import Selection, offered_services, requested_visit, select
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError
from salons.models import BookingRules, SalonProfile

# What sends the visitor back to choose again.
CHOOSE_AGAIN = (SlotTaken, NotBookable, DateOutOfRange, UnknownService, UnknownStaff)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_salon_zone
def book_confirm(request: HttpRequest) -> HttpResponse:
    """Show the chosen visit; on POST book it and go on to the payment."""
    choice = Choice.from_query(request.GET)
    if not choice.services or choice.start is None:
        return _back_to_times(choice)
    elsewhere = send_to_verify(request)
    if elsewhere is not None:
        return elsewhere
    selection = select(offered_services(), choice)
    try:
        visit = _visit(selection, choice)
        if request.method == "POST":
            return _book(request, choice, selection, visit)
        return _show(request, choice, selection, visit)
    except CHOOSE_AGAIN as refusal:
        messages.warning(request, str(refusal.detail))
        return _back_to_times(choice)


def _visit(selection: Selection, choice: Choice) -> VisitRequest:
    """Return what to book: exactly what was chosen or nothing."""
    if len(selection.services) != len(choice.services):
        raise UnknownService
    visit = requested_visit(selection, choice.staff)
    if choice.staff is not None and all(part.staff_id is None for part in visit.parts):
        raise UnknownStaff
    return visit


def _show(
    request: HttpRequest,
    choice: Choice,
    selection: Selection,
    visit: VisitRequest,
    form: ConfirmForm | None = None,
    *,
    refusal: DomainError | None = None,
) -> HttpResponse:
    slot = planned_visit(visit, choice.start)  # type: ignore[arg-type]
    context = {
        "step": "confirm",
        "choice": choice,
        "selection": selection,
        "slot": slot,
        "form": form or ConfirmForm(needs_name=_needs_name(request.user)),
        "rules": BookingRules.load(),
        "is_late": timezone.now() > free_until(slot.start),
        "vat_percent": settings.VAT_RATE_PERCENT,
        "times_url": f"{reverse('book_start')}?{_without_start(choice).query}",
        "refusal": refusal,
    }
    status = refusal.status if refusal else (400 if form and form.errors else 200)
    return render(request, "booking/pages/confirm.html", context, status=status)


def _book(
    request: HttpRequest, choice: Choice, selection: Selection, visit: VisitRequest
) -> HttpResponse:
    form = ConfirmForm(request.POST, needs_name=_needs_name(request.user))
    if not form.is_valid():
        return _show(request, choice, selection, visit, form)
    _remember_name(request.user, form.cleaned_data.get("name", ""))
    try:
        appointment = create_appointment(
            _details(request, choice, visit, form.cleaned_data),
            vat_rate_percent=settings.VAT_RATE_PERCENT,
        )
    except CHOOSE_AGAIN:
        raise
    except DomainError as refusal:
        # Busy and the like: nothing is lost, the same button may work in a moment.
        return _show(request, choice, selection, visit, form, refusal=refusal)
    return redirect(next_step(appointment))


def _details(
    request: HttpRequest, choice: Choice, visit: VisitRequest, typed: dict[str, Any]
) -> NewAppointment:
    return NewAppointment(
        customer=request.user,
        start=choice.start,  # type: ignore[arg-type]
        visit=visit,
        source=Source.WEB,
        language=(get_language() or "ar")[:2],
        note=typed["note"],
        idempotency_key=f"web-{typed['key']}",
        fingerprint=hashlib.sha256(choice.query.encode()).hexdigest(),
    )


def next_step(appointment: Appointment) -> str:
    """Return where a booked customer goes: to the payment, or to her appointment."""
    is_unpaid = appointment.status == AppointmentStatus.PENDING_PAYMENT
    name = "payment_start" if is_unpaid and appointment.due_now_minor else "appointment_detail"
    return reverse(name, args=[appointment.pk])


def _back_to_times(choice: Choice) -> HttpResponseRedirect:
    query = _without_start(choice).query
    return HttpResponseRedirect(reverse("book_start") + (f"?{query}" if query else ""))


def _without_start(choice: Choice) -> Choice:
    """Keep the day that the lost time was on, so that its neighbours are shown."""
    day = choice.day
    if day is None and choice.start is not None:
        day = choice.start.astimezone(SalonProfile.load().zone).date()
    return choice.but(day=day, start=None)


def _needs_name(user: Any) -> bool:
    return not user.first_name.strip()


def _remember_name(user: Any, name: str) -> None:
    if name:
        user.first_name = name
        user.save(update_fields=["first_name"])
