"""What is said after a tap in the day's list: what was recorded, with a way to take it back."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from booking.domain.attendance import UNDOABLE
from booking.models import Appointment
from booking.web.address import parse_day
from cms.backoffice.people import who_of


def recorded(request: HttpRequest, appointment: Appointment, *, verb: str) -> SafeString:
    """Return the message of an action; with a button that takes it back, where that is possible."""
    context = {
        "appointment": appointment,
        "who": who_of(appointment),
        "can_undo": verb != "undo" and appointment.status in UNDOABLE,
        "day": request.POST.get("day", "") if way_back(request) else "",
        "csrf_token": get_token(request),
    }
    return render_to_string("cms/backoffice/desk/recorded.html", context)


def way_back(request: HttpRequest) -> str:
    """Return the address of the day whose list was tapped; an empty text from elsewhere."""
    day = parse_day(request.POST.get("day", ""))
    return f"{reverse('backoffice_day')}?day={day.isoformat()}" if day else ""
