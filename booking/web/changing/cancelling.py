"""Cancelling an appointment or a part of it: first what comes back, then the button."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.web.phone.verified import phone_verified_required
from booking.domain.changing.cancelling import (
    PARTS_OF,
    CancellationPreview,
    cancel,
    preview_cancellation,
)
from booking.domain.changing.errors import TermsChanged, UnknownItem
from booking.domain.changing.wishes import booked_items
from booking.models import Appointment
from booking.web.address import parse_number
from booking.web.changing.read import amounts_read
from booking.web.mine import own_appointment
from booking.web.panels import Place, panels_at
from booking.web.visit import guests_of_items
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_cancel(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Say what cancelling means, of all or of the ticked services; on POST cancel them."""
    appointment = own_appointment(request, appointment_id)
    try:
        if request.method == "POST":
            return _cancel(request, appointment)
        return _show(request, preview_cancellation(appointment, chosen_items(request.GET)))
    except UnknownItem as refusal:
        messages.warning(request, str(refusal.detail))
        return redirect("appointment_cancel", appointment.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal.detail))
        return redirect("appointment_detail", appointment.pk)


def chosen_items(query: QueryDict) -> list[int]:
    """Return the numbers of the ticked services; what is none is 0, which no service has."""
    return [parse_number(text) or 0 for text in query.getlist("item")]


def _show(
    request: HttpRequest, found: CancellationPreview, *, refusal: DomainError | None = None
) -> HttpResponse:
    context = _context(request, found) | {"refusal": refusal}
    status = refusal.status if refusal else 200
    return render(request, "booking/changing/cancel.html", context, status=status)


def _context(request: HttpRequest, found: CancellationPreview) -> dict[str, object]:
    appointment = found.appointment
    items = booked_items(appointment.pk)
    ended = {item.pk for item in found.ended}
    return {
        "appointment": appointment,
        "found": found,
        "kept": guests_of_items(found.kept) if found.kept else [],
        "choices": [(item, item.pk in ended) for item in items],
        "is_party": len({item.guest for item in items}) > 1,
        "has_parts": len(items) > 1 and appointment.status in PARTS_OF,
        "panels": panels_at(Place.CANCELLATION, request, appointment),
    }


def _cancel(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    items = chosen_items(request.POST)
    seen = amounts_read(request.POST)
    try:
        found = cancel(appointment.pk, items=items, actor=request.user, by_salon=False, seen=seen)
    except TermsChanged as refusal:
        again = preview_cancellation(own_appointment(request, appointment.pk), items)
        return _show(request, again, refusal=refusal)
    whole, part = _("Your appointment is cancelled."), _("This part is cancelled.")
    messages.success(request, whole if found.is_whole else part)
    if found.refund.amount:
        words = _("%(amount)s goes back to your card.") % {"amount": found.refund}
        messages.info(request, words)
    return redirect("appointment_detail", appointment.pk)
