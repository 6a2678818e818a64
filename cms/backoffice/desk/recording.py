"""What is said after a tap in the day's list: what was recorded, with a way to take it back."""

from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from booking.domain.attendance import UNDOABLE
from booking.enums import AppointmentStatus
from booking.errors import InvalidTransition
from booking.models import Appointment
from booking.web.address import parse_day
from cms.backoffice.people import who_of
from foundation.errors import DomainError


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


def tell_refusal(
    request: HttpRequest, appointment_id: UUID, refusal: DomainError, *, to: AppointmentStatus
) -> None:
    """Say why nothing was recorded: done already, or what the visit has become meanwhile."""
    found = Appointment.objects.filter(pk=appointment_id).first()
    if found is None or not isinstance(refusal, InvalidTransition):
        messages.error(request, str(refusal.detail))
        return
    words = {"reference": found.reference, "state": found.get_status_display()}
    if found.status == to:
        # The second of two taps.
        messages.info(request, _("%(reference)s: %(state)s already.") % words)
    else:
        text = _("This cannot be done any more: %(reference)s is now “%(state)s”.")
        messages.error(request, text % words)


def way_back(request: HttpRequest) -> str:
    """Return the address of the day whose list was tapped; an empty text from elsewhere."""
    day = parse_day(request.POST.get("day", ""))
    return f"{reverse('backoffice_day')}?day={day.isoformat()}" if day else ""
