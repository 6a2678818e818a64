"""What a guest of a party sees by her signed link: her own part of the visit, and no one else's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.domain.guest_links import GuestVisit, can_invite, guest_token, visit_of_token
from booking.errors import GuestLinkVoid
from booking.models import Appointment, AppointmentItem
from booking.web.calendar_events import Told
from booking.web.calendar_file import file_of, file_response, place_here, told_here
from booking.web.salon_places import directions
from booking.web.zone import in_salon_zone

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class GuestLink:
    """A link that the customer hands on; ``message`` is what she sends with it."""

    number: int
    address: str
    message: str

    @property
    def query(self) -> str:
        """Return the message as the address takes it that hands it on."""
        return urlencode({"text": self.message})


def guest_links(
    request: HttpRequest, appointment: Appointment, items: list[AppointmentItem]
) -> list[GuestLink]:
    """Return a link for each guest but the customer herself, who comes first."""
    guests = sorted({item.guest for item in items})
    if len(guests) < 2 or not can_invite(appointment):
        return []
    salon = place_here(request).name
    return [_link(request, appointment, guest, len(guests), salon) for guest in guests[1:]]


def unlisted(view: View) -> View:
    """Keep what the view shows out of search engines, and its address out of others' logs.

    No stricter than same-origin: browsers send forms of a page without any referrer from "null".
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


@require_safe
@never_cache
@unlisted
@in_salon_zone
def guest_visit(request: HttpRequest, token: str) -> HttpResponse:
    """Show the guest when, where and what; a void link says so and no more."""
    try:
        visit = visit_of_token(token)
    except GuestLinkVoid:
        return render(request, "booking/pages/guest_void.html", status=GuestLinkVoid.status)
    told = _told(request, visit, token)
    context = {
        "token": token,
        "visit": visit,
        "guest": told.guests[0],
        "host_name": visit.appointment.customer.first_name,
        "place": told.place,
        "directions": directions(told.place),
        "starts_at": told.starts_at,
        "ends_at": told.ends_at,
    }
    return render(request, "booking/pages/guest.html", context)


@require_safe
@never_cache
@unlisted
def guest_visit_ics(request: HttpRequest, token: str) -> HttpResponse:
    """Send the guest's part as a calendar file."""
    try:
        visit = visit_of_token(token)
    except GuestLinkVoid:
        return HttpResponse("", status=GuestLinkVoid.status, content_type="text/plain")
    return file_response(file_of(_told(request, visit, token)), name="visit")


def _told(request: HttpRequest, visit: GuestVisit, token: str) -> Told:
    page = request.build_absolute_uri(reverse("guest_visit", args=[token]))
    place = place_here(request)
    told = told_here(visit.appointment, list(visit.items), page=page, place=place)
    return replace(told, shows_reference=False, of=f"-{visit.guest + 1}")


def _link(
    request: HttpRequest, appointment: Appointment, guest: int, size: int, salon: str
) -> GuestLink:
    token = guest_token(appointment, guest=guest, size=size)
    address = request.build_absolute_uri(reverse("guest_visit", args=[token]))
    message = _("Our visit at %(salon)s: %(address)s") % {"salon": salon, "address": address}
    return GuestLink(guest + 1, address, message)
