"""The last step of booking: look it over, confirm, pay."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

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
from booking.domain.customers.family import family_of
from booking.enums import AppointmentStatus, Source
from booking.errors import (
    DateOutOfRange,
    NotBookable,
    SlotTaken,
    UnknownAddOn,
    UnknownService,
    UnknownStaff,
)
from booking.models import Appointment
from booking.web.choice import Choice
from booking.web.clock import ready_instant
from booking.web.forms import ConfirmForm
from booking.web.offer import planned_visit
from booking.web.selection import Selection, offered_services, requested_visit, select
from booking.web.visit import guests_of_plan
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError
from foundation.money import Money, vat_included
from salons.models import BookingRules, PriceKind

# What sends the visitor back to choose again.
CHOOSE_AGAIN = (
    *(SlotTaken, NotBookable, DateOutOfRange),
    *(UnknownService, UnknownStaff, UnknownAddOn),
)
# The button of the other language sends the form along, so that nothing typed is lost.
SWITCH = "switch"
# As the makers of colours ask for it.
PATCH_TEST_BEFORE = timedelta(hours=48)
KEPT = ("name", "member", "note", "key")


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
        if request.method == "POST" and SWITCH not in request.POST:
            return _book(request, choice, visit)
        return _show(request, choice, visit)
    except CHOOSE_AGAIN as refusal:
        messages.warning(request, str(refusal.detail))
        return _back_to_times(choice)


def _visit(selection: Selection, choice: Choice) -> VisitRequest:
    """Return what to book: exactly what was chosen or nothing."""
    if selection.is_too_large:
        raise NotBookable
    for guest, kept in zip(choice.guests, selection.choice.guests, strict=True):
        if guest.services != kept.services:
            raise UnknownService
        if guest.add_ons != kept.add_ons:
            raise UnknownAddOn
        if guest.people != kept.people:
            raise UnknownStaff
    if choice.staff != selection.choice.staff:
        raise UnknownStaff
    visit = requested_visit(selection)
    if choice.ready is None:
        return visit
    zone = cast(ZoneInfo, timezone.get_current_timezone())
    return replace(visit, ready_by=ready_instant(_day(choice), choice.ready, zone))


def _show(
    request: HttpRequest,
    choice: Choice,
    visit: VisitRequest,
    form: ConfirmForm | None = None,
    *,
    refusal: DomainError | None = None,
) -> HttpResponse:
    slot = planned_visit(visit, choice.start)  # type: ignore[arg-type]
    context = {
        "step": "confirm",
        "choice": choice,
        "slot": slot,
        "guests": guests_of_plan(slot.parts),
        "form": form or _fresh_form(request),
        "rules": BookingRules.load(),
        "is_late": timezone.now() > free_until(slot.start),
        "vat": Money(vat_included(slot.total_minor, rate_percent=settings.VAT_RATE_PERCENT)),
        "vat_percent": settings.VAT_RATE_PERCENT,
        "is_from": any(part.service.price_kind == PriceKind.FROM for part in slot.parts),
        "needs_patch_test": any(part.service.needs_patch_test for part in slot.parts),
        "is_late_for_patch_test": slot.start - timezone.now() < PATCH_TEST_BEFORE,
        "shows_times": len(slot.parts) > 1,
        "times_url": f"{reverse('book_start')}?{_without_start(choice).query}",
        "refusal": refusal,
        "switch_form": "confirm",
    }
    status = refusal.status if refusal else (400 if form and form.errors else 200)
    return render(request, "booking/pages/confirm.html", context, status=status)


def _fresh_form(request: HttpRequest) -> ConfirmForm:
    """Return the form to fill in; what was typed before the language was switched stays."""
    typed = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    return ConfirmForm(**_asked(request.user), initial=typed)


def _book(request: HttpRequest, choice: Choice, visit: VisitRequest) -> HttpResponse:
    form = ConfirmForm(request.POST, **_asked(request.user))
    if not form.is_valid():
        return _show(request, choice, visit, form)
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
        return _show(request, choice, visit, form, refusal=refusal)
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
        member_id=typed.get("member"),
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
    if choice.start is None:
        return choice
    return choice.but(day=_day(choice), start=None)


def _day(choice: Choice) -> date:
    """Return the business day that was chosen, or the date of the beginning."""
    start: datetime = choice.start  # type: ignore[assignment]
    return choice.day or timezone.localtime(start).date()


def _asked(user: Any) -> dict[str, Any]:
    return {"needs_name": _needs_name(user), "family": list(family_of(user))}


def _needs_name(user: Any) -> bool:
    return not user.first_name.strip()


def _remember_name(user: Any, name: str) -> None:
    if name:
        user.first_name = name
        user.save(update_fields=["first_name"])
