"""A visit as an event of a calendar (RFC 5545): for the file, the feed, a guest's link."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from booking.enums import HOLDING, AppointmentStatus, EventKind
from booking.models import Appointment
from booking.web.salon_places import Place
from booking.web.visit import VisitGuest, VisitPart

REMIND_BEFORE = timedelta(hours=2)
PRODUCT = "-//Salon//Booking//EN"
_S = AppointmentStatus
LOST = frozenset({_S.CANCELLED_BY_CUSTOMER, _S.CANCELLED_BY_SALON, _S.EXPIRED})
# What a calendar shows has changed: each raises SEQUENCE.
CHANGES = (EventKind.MOVED, EventKind.RESCHEDULED, EventKind.EDITED)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a calendar is told of a visit, in the active language.

    ``changes``: how often it has changed; ``changed_at``: when that was last. ``of`` is part of
    the event's identity where one visit is several people's.
    """

    appointment: Appointment
    guests: tuple[VisitGuest, ...]
    place: Place
    page: str
    changes: int
    changed_at: datetime
    shows_reference: bool = True
    of: str = ""

    @property
    def uid(self) -> str:
        """Return what the event is known by: no host in it changes when the salon's does."""
        return f"{self.appointment.pk}{self.of}@{settings.PLATFORM_DOMAIN}"

    @property
    def services(self) -> list[str]:
        """Return the names of the services, each once."""
        return list(dict.fromkeys(part.service for guest in self.guests for part in guest.parts))

    @property
    def summary(self) -> str:
        """Return ``Cut, Colour at Noor``."""
        names = {"services": listed(self.services), "salon": self.place.name}
        return _("%(services)s at %(salon)s") % names

    @property
    def starts_at(self) -> datetime:
        """Return when it begins for those whose event it is."""
        return self.guests[0].start if self.of else self.appointment.starts_at

    @property
    def ends_at(self) -> datetime:
        """Return when it is over for those whose event it is."""
        return self.guests[0].end if self.of else self.appointment.ends_at

    @property
    def is_lost(self) -> bool:
        return self.appointment.status in LOST


def new_calendar(*, method: str = "PUBLISH") -> Calendar:
    """Return an empty calendar of ours."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def event_of(told: Told) -> Event:
    """Return the event. The same visit has the same UID; each change raises SEQUENCE.

    Times are UTC, so that no VTIMEZONE is needed (RFC 5545, 3.3.5, form 2).
    """
    event = Event()
    event.add("uid", told.uid)
    event.add("sequence", told.changes)
    event.add("dtstamp", _utc(told.changed_at))
    event.add("last-modified", _utc(told.changed_at))
    event.add("dtstart", _utc(told.starts_at))
    event.add("dtend", _utc(told.ends_at))
    event.add("summary", told.summary)
    event.add("description", description_of(told))
    event.add("location", told.place.whole_address)
    if told.place.coordinates is not None:
        event.add("geo", told.place.coordinates)
    event.add("status", _status(told))
    if told.page:
        event.add("url", told.page)
    if told.place.site:
        event.add("organizer", _organizer(told.place))
    if not told.is_lost:
        event.add_component(_alarm(told))
    return event


def description_of(told: Told) -> str:
    """Return who does what, the reference and the way to the visit's page, line by line."""
    lines = []
    for guest in told.guests:
        if len(told.guests) > 1:
            lines.append(_("Guest %(number)s") % {"number": guest.number})
        lines.extend(_line(part) for part in guest.parts)
    if told.shows_reference:
        lines.append(_("Reference: %(reference)s") % {"reference": told.appointment.reference})
    return "\n".join([*lines, *filter(None, [told.page])])


def listed(names: Iterable[str]) -> str:
    """Return the names in one line, with the comma of the language."""
    return _(", ").join(names)


def _line(part: VisitPart) -> str:
    """Return ``Colour, Toner with Lama, Room 2``, of what is known."""
    text = listed([part.service, *part.add_ons])
    if part.person:
        text = _("%(service)s with %(person)s") % {"service": text, "person": part.person}
    return listed(filter(None, [text, part.room]))


def _organizer(place: Place) -> vCalAddress:
    """Salons have no address for mail: the site is the organizer's URI, which RFC 5545 allows."""
    organizer = vCalAddress(place.site)
    organizer.params["cn"] = vText(place.name)
    return organizer


def _alarm(told: Told) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", listed(told.services))
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm


def _status(told: Told) -> str:
    if told.is_lost:
        return "CANCELLED"
    return "TENTATIVE" if told.appointment.status in HOLDING else "CONFIRMED"


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
