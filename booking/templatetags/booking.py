"""How booking's pages show appointments, people and times."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.enums import HOLDING, AppointmentStatus
from booking.models import Appointment
from booking.web.clock import clock_time, duration_text

register = template.Library()

TONES = 5
_S = AppointmentStatus
BADGES = {
    _S.HELD: "warning",
    _S.PENDING_PAYMENT: "warning",
    _S.CONFIRMED: "success",
    _S.ARRIVED: "success",
    _S.IN_PROGRESS: "accent",
    _S.COMPLETED: "plain",
    _S.EXPIRED: "plain",
    _S.CANCELLED_BY_CUSTOMER: "plain",
    _S.CANCELLED_BY_SALON: "error",
    _S.NO_SHOW: "error",
}

# Her own doing is told to her, not about her.
CUSTOMER_WORDS = {
    _S.CANCELLED_BY_CUSTOMER: gettext_lazy("cancelled by you"),
    _S.NO_SHOW: gettext_lazy("missed"),
    _S.ARRIVED: gettext_lazy("you are here"),
}


@register.filter
def shown_status(appointment: Appointment) -> AppointmentStatus:
    """Return the status, expired as soon as the hold ran out: its job comes a moment later."""
    status = AppointmentStatus(appointment.status)
    expires_at = appointment.hold_expires_at
    if status in HOLDING and expires_at is not None and expires_at <= timezone.now():
        return AppointmentStatus.EXPIRED
    return status


@register.filter
def status_words(status: str) -> str:
    """Return the status as the customer is told it."""
    words = CUSTOMER_WORDS.get(AppointmentStatus(status), AppointmentStatus(status).label)
    return capfirst(str(words))


@register.filter
def badge(status: str) -> str:
    """Return the colour of a status: the second half of a badge's class."""
    return BADGES[AppointmentStatus(status)]


@register.filter
def clock(instant: datetime) -> str:
    """Return the time of day in the active time zone."""
    return clock_time(instant, timezone.get_current_timezone())  # type: ignore[arg-type]


@register.filter
def long_day(moment: date | datetime) -> str:
    """Return ``Sunday 6 January``, with the year where it is another one than now."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    is_this_year = moment.year == timezone.localdate().year
    return date_format(moment, "l j F" if is_this_year else "l j F Y")


@register.filter
def near_day(moment: date | datetime) -> str:
    """Return ``Today``, ``Tomorrow`` or the long day."""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    distance = (day - timezone.localdate()).days
    return {0: _("Today"), 1: _("Tomorrow")}.get(distance) or long_day(day)


@register.filter
def duration(minutes: int) -> str:
    """Return the length in words."""
    return duration_text(minutes)


@register.filter
def initials(name: str) -> str:
    """Return what stands for a person without a photo: the first letter of her name."""
    return name.strip()[:1].upper()


@register.filter
def tone(pk: int) -> int:
    """Return which of the avatar's colours a person without a photo has: always the same."""
    return pk % TONES
