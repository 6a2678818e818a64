"""An appointment as an iCalendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from booking.enums import HOLDING, AppointmentStatus
from booking.models import Appointment
from booking.web.visit import VisitGuest, VisitPart, guests_of_items, what_is_booked
from salons.models import SalonProfile

REMIND_BEFORE = timedelta(hours=2)


def calendar_file(appointment: Appointment, *, request: HttpRequest) -> bytes:
    """Return the file. The same appointment has the same UID; each change raises SEQUENCE."""
    calendar = Calendar()
    calendar.add("prodid", "-//Salon//Booking//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(appointment, request))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, request: HttpRequest) -> Event:
    profile = SalonProfile.load(request_or_site=request)
    changes = list(appointment.events.order_by("at", "id").values_list("at", flat=True))
    address = request.build_absolute_uri(reverse("appointment_detail", args=[appointment.pk]))
    items = list(appointment.items.select_related("resource"))
    services = what_is_booked(items)
    event = Event()
    event.add("uid", f"{appointment.pk}@{request.get_host().partition(':')[0]}")
    event.add("sequence", max(len(changes) - 1, 0))
    event.add("dtstamp", _utc(changes[-1] if changes else appointment.created_at))
    event.add("dtstart", _utc(appointment.starts_at))
    event.add("dtend", _utc(appointment.ends_at))
    event.add(
        "summary",
        _("%(services)s at %(salon)s")
        % {
            "services": _listed(services),
            "salon": profile.name,
        },
    )
    event.add("description", _description(appointment, guests_of_items(items), address))
    event.add("location", ", ".join(filter(None, [profile.name, profile.address, profile.city])))
    event.add("status", _status(appointment))
    event.add("url", address)
    event.add("organizer", _organizer(profile, request))
    event.add_component(_alarm(services))
    return event


def _description(appointment: Appointment, guests: list[VisitGuest], address: str) -> str:
    lines = []
    for guest in guests:
        if len(guests) > 1:
            lines.append(_("Guest %(number)s") % {"number": guest.number})
        lines.extend(_line(part) for part in guest.parts)
    reference = _("Reference: %(reference)s") % {"reference": appointment.reference}
    return "\n".join([*lines, reference, address])


def _line(part: VisitPart) -> str:
    """Return ``Colour, Toner with Lama, Room 2``, of what is known."""
    text = _listed([part.service, *part.add_ons])
    if part.person:
        text = _("%(service)s with %(person)s") % {"service": text, "person": part.person}
    return _listed(filter(None, [text, part.room]))


def _organizer(profile: Any, request: HttpRequest) -> vCalAddress:
    """Salons have no address for mail: the site is the organizer's URI, which RFC 5545 allows."""
    organizer = vCalAddress(request.build_absolute_uri("/"))
    organizer.params["cn"] = vText(profile.name)
    return organizer


def _alarm(services: list[str]) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _listed(services))
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm


def _status(appointment: Appointment) -> str:
    status = AppointmentStatus(appointment.status)
    if status in HOLDING:
        return "TENTATIVE"
    lost = {
        AppointmentStatus.CANCELLED_BY_CUSTOMER,
        AppointmentStatus.CANCELLED_BY_SALON,
        AppointmentStatus.EXPIRED,
    }
    return "CANCELLED" if status in lost else "CONFIRMED"


def _listed(names: Iterable[str]) -> str:
    return _(", ").join(names)


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
