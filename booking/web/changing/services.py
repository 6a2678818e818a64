"""Choosing other services for an appointment: the price list with what is booked ticked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.web.phone.verified import phone_verified_required
from booking.domain.availability import MAX_ADD_ONS, MAX_PARTS, MAX_SERVICES
from booking.domain.changing.limits import require_changeable
from booking.domain.changing.wishes import booked_items
from booking.web.choice import suffix_of
from booking.web.mine import own_appointment
from booking.web.price_list import price_list
from booking.web.refusals import words_of
from booking.web.selection import Selection, offered_services, select
from booking.web.visit import again
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError

LIMITS = {"services": MAX_SERVICES, "add_ons": MAX_ADD_ONS, "parts": MAX_PARTS}


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def appointment_services(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show what can be booked, for each guest, with what she has ticked; the form leads on."""
    appointment = own_appointment(request, appointment_id)
    try:
        require_changeable(appointment, by_salon=False)
    except DomainError as refusal:
        messages.warning(request, words_of(refusal))
        return redirect("appointment_detail", appointment.pk)
    offered = offered_services()
    selection = select(offered, again(booked_items(appointment.pk)))
    context = {
        "appointment": appointment,
        "guests": [_guest(selection, number, offered) for number in range(selection.choice.size)],
        "size": selection.choice.size,
        "limits": LIMITS,
    }
    return render(request, "booking/changing/services.html", context)


def _guest(selection: Selection, number: int, offered: Any) -> dict[str, Any]:
    return {
        "number": number + 1,
        "suffix": suffix_of(number),
        "categories": price_list(offered, selection.guests[number]),
    }
