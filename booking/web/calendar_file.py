"""An appointment as an iCalendar file, and links that put it into a calendar on the web."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from booking.models import Appointment, AppointmentItem
from booking.web.calendar_events import CHANGES, Told, description_of, event_of, new_calendar
from booking.web.salon_places import Place, place_of_profile
from booking.web.visit import guests_of_items
from salons.models import SalonProfile

# RFC 5545 is UTC by form; web calendars want the same without words.
COMPACT = "%Y%m%dT%H%M%SZ"


def calendar_file(appointment: Appointment, *, request: HttpRequest) -> bytes:
    """Return the file; see ``file_of``."""
    items = list(appointment.items.select_related("resource"))
    page = request.build_absolute_uri(reverse("appointment_detail", args=[appointment.pk]))
    return file_of(told_here(appointment, items, page=page, place=place_here(request)))


def file_of(told: Told) -> bytes:
    """Return a file with one event.

    A visit that is lost is taken out of the calendar that has it (RFC 5546, 3.2.5).
    """
    calendar = new_calendar(method="CANCEL" if told.is_lost else "PUBLISH")
    calendar.add_component(event_of(told))
    return bytes(calendar.to_ical())


def file_response(told_file: bytes, *, name: str) -> HttpResponse:
    """Return the file as a download."""
    response = HttpResponse(told_file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def place_here(request: HttpRequest) -> Place:
    """Return the current salon on the host of the request."""
    profile = SalonProfile.load(request_or_site=request)
    return place_of_profile(profile, site=request.build_absolute_uri("/"))


def told_here(
    appointment: Appointment, items: list[AppointmentItem], *, page: str, place: Place
) -> Told:
    """Return what a calendar is told of a visit to the current salon. One query."""
    moments = list(
        appointment.events.filter(kind__in=CHANGES).order_by("at").values_list("at", flat=True)
    )
    return Told(
        appointment=appointment,
        guests=tuple(guests_of_items(items)),
        place=place,
        page=page,
        changes=len(moments),
        changed_at=moments[-1] if moments else appointment.created_at,
    )


def web_calendars(told: Told) -> dict[str, str]:
    """Return links that open a calendar on the web with the visit filled in.

    Nothing is sent before she follows one; no script of anybody's is on our page.
    """
    starts, ends = (moment.astimezone(UTC) for moment in (told.starts_at, told.ends_at))
    shown = replace(told, page="")
    details, where = description_of(shown), told.place.whole_address
    google = {
        "action": "TEMPLATE",
        "text": told.summary,
        "dates": f"{starts:{COMPACT}}/{ends:{COMPACT}}",
        "details": details,
        "location": where,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": told.summary,
        "startdt": _iso(starts),
        "enddt": _iso(ends),
        "body": details,
        "location": where,
    }
    return {
        "google": "https://calendar.google.com/calendar/render?" + urlencode(google),
        "outlook": "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode(outlook),
    }


def _iso(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
