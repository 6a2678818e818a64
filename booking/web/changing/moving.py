"""Moving an appointment: choose a time, look at what changes, confirm."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.web.phone.verified import phone_verified_required
from booking.domain.availability import VisitRequest
from booking.domain.changing.errors import NothingChanges, TermsChanged
from booking.domain.changing.limits import require_changeable
from booking.domain.changing.planning import Change
from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.domain.changing.wishes import booked_items
from booking.models import Appointment, AppointmentItem
from booking.web.address import parse_day
from booking.web.changing.choice import ChangeChoice
from booking.web.changing.people import people_for_change
from booking.web.changing.read import amounts_read
from booking.web.mine import own_appointment
from booking.web.offer import offer_for, times_on
from booking.web.refusals import words_of
from booking.web.visit import guests_of_items, guests_of_plan
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_move(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show people, days and times for the visit; asked by htmx for a part, that part alone."""
    appointment = own_appointment(request, appointment_id)
    items = booked_items(appointment.pk)
    choice = ChangeChoice.read(request.GET, items).but(start=None)
    if not {"day", "from"} & set(request.GET):
        choice = choice.but(day=timezone.localtime(appointment.starts_at).date())
    try:
        require_changeable(appointment, by_salon=False)
        response = _times(request, appointment, items, choice)
    except DomainError as refusal:
        return _back(request, appointment, refusal)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_move_preview(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Say what the change comes to; on POST make it."""
    appointment = own_appointment(request, appointment_id)
    items = booked_items(appointment.pk)
    choice = ChangeChoice.read(request.GET, items)
    if choice.start is None:
        return redirect("appointment_move", appointment.pk)
    try:
        visit = choice.visit(items)
        if request.method == "POST":
            return _change(request, appointment, choice, visit)
        return _preview(request, appointment, choice, visit)
    except NothingChanges as refusal:
        return _back(request, appointment, refusal)
    except DomainError as refusal:
        return _choose_again(request, appointment, choice, refusal)


def _change(
    request: HttpRequest, appointment: Appointment, choice: ChangeChoice, visit: VisitRequest
) -> HttpResponse:
    try:
        change = reschedule(
            appointment.pk,
            start=choice.chosen_start,
            visit=visit,
            actor=request.user,
            by_salon=False,
            seen=amounts_read(request.POST),
        )
    except TermsChanged as refusal:
        now = own_appointment(request, appointment.pk)
        return _preview(request, now, choice, visit, refusal=refusal)
    return _done(request, change)


def _preview(
    request: HttpRequest,
    appointment: Appointment,
    choice: ChangeChoice,
    visit: VisitRequest,
    *,
    refusal: DomainError | None = None,
) -> HttpResponse:
    change = preview_reschedule(appointment, choice.chosen_start, visit)
    context = {
        "appointment": appointment,
        "change": change,
        "choice": choice,
        "guests": guests_of_plan(change.slot.parts),
        "changes_time": change.slot.start != appointment.starts_at,
        "times_url": _times_url(appointment, choice),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "booking/changing/preview.html", context, status=status)


def _times(
    request: Any, appointment: Appointment, items: list[AppointmentItem], choice: ChangeChoice
) -> HttpResponse:
    visit = choice.visit(items)
    wanted = replace(visit, instead_of=appointment.pk)
    context: dict[str, Any] = {
        "appointment": appointment,
        "choice": choice,
        "before": guests_of_items(items),
        "way": reverse("appointment_move", args=[appointment.pk]),
        "way_on": reverse("appointment_move_preview", args=[appointment.pk]),
        "anyone": choice.but(who="any").query,
    }
    target = request.htmx.target if request.htmx else ""
    if target == "times":
        context["times"] = times_on(wanted, choice)
        return render(request, "booking/components/times.html", context)
    offer = offer_for(wanted, choice, first=parse_day(request.GET.get("from", "")))
    context |= {"strip": offer.strip, "times": offer.times}
    if target == "calendar":
        return render(request, "booking/components/calendar.html", context)
    context |= {
        "people": people_for_change(visit, choice),
        "carried": choice.but(day=None, who="").pairs,
        "is_same_possible": bool(choice.services),
        "same": choice.but(start=appointment.starts_at).query,
    }
    return render(request, "booking/changing/times.html", context)


def _done(request: HttpRequest, change: Change) -> HttpResponseRedirect:
    messages.success(request, _("Your appointment is changed."))
    if change.refund.amount:
        words = _("%(amount)s goes back to your card.") % {"amount": change.refund}
        messages.info(request, words)
    return redirect("appointment_detail", change.appointment.pk)  # type: ignore[return-value]


def _back(
    request: HttpRequest, appointment: Appointment, refusal: DomainError
) -> HttpResponseRedirect:
    messages.warning(request, words_of(refusal))
    return redirect("appointment_detail", appointment.pk)  # type: ignore[return-value]


def _choose_again(
    request: HttpRequest, appointment: Appointment, choice: ChangeChoice, refusal: DomainError
) -> HttpResponseRedirect:
    """Go back to the times; to the appointment where no time could be chosen either."""
    if refusal.status == 409 and refusal.code not in ("slot_taken", "not_bookable", "busy"):
        return _back(request, appointment, refusal)
    messages.warning(request, str(refusal.data.get("reason") or refusal.detail))
    return HttpResponseRedirect(_times_url(appointment, choice))


def _times_url(appointment: Appointment, choice: ChangeChoice) -> str:
    day = choice.day or (timezone.localtime(choice.start).date() if choice.start else None)
    query = choice.but(start=None, day=day).query
    return f"{reverse('appointment_move', args=[appointment.pk])}?{query}"
