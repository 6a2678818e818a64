"""How booking's pages show appointments, people and times."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.images.models import Filter

from booking.domain.spoken_times import clock_time, clock_words, duration_text, length_text
from booking.enums import HOLDING, AppointmentStatus
from booking.models import Appointment, AppointmentItem
from booking.web.lines import Length
from booking.web.visit import add_on_names_of, what_is_booked
from salons.models import Clientele, Service

register = template.Library()

TONES = 5
THUMBNAIL = Filter(spec="fill-160x160|format-webp")
CLIENTELE_WORDS = {
    Clientele.WOMEN: gettext_lazy("for women"),
    Clientele.MEN: gettext_lazy("for men"),
    Clientele.CHILDREN: gettext_lazy("for children"),
}
ZONE_CITIES = {
    "Asia/Riyadh": gettext_lazy("Riyadh"),
    "Asia/Dubai": gettext_lazy("Dubai"),
    "Asia/Kuwait": gettext_lazy("Kuwait"),
    "Asia/Qatar": gettext_lazy("Doha"),
    "Asia/Bahrain": gettext_lazy("Manama"),
    "Asia/Muscat": gettext_lazy("Muscat"),
}
# From here on people count days, not hours.
MINUTES_TOLD_IN_DAYS = 24 * 60
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
def until_words(moment: datetime) -> str:
    """Return ``in 3 days``, ``in 5 hours`` or ``in 20 minutes``; empty for what has begun."""
    minutes = int((moment - timezone.now()).total_seconds() // 60)
    if minutes < 0:
        return ""
    days = (timezone.localtime(moment).date() - timezone.localdate()).days
    if minutes >= MINUTES_TOLD_IN_DAYS:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    hours = minutes // 60
    if hours:
        return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
    return ngettext("in %(n)d minute", "in %(n)d minutes", minutes) % {"n": minutes}


@register.filter
def zone_words(zone: ZoneInfo) -> str:
    """Return ``Riyadh time``, which tells whose clock it is."""
    city = ZONE_CITIES.get(zone.key) or zone.key.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time") % {"city": city}


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


@register.filter
def wall_clock(clock: time) -> str:
    """Return a time of the wall clock, of no certain day."""
    return clock_words(clock)


@register.filter
def length_words(length: Length) -> str:
    """Return the length in words, from and to where it depends on the person."""
    return length_text(length.least, length.most)


@register.filter
def booked_services(appointment: Appointment) -> list[str]:
    """Return the names of what is booked, each once. The items are prefetched."""
    return what_is_booked(appointment.items.all())


@register.filter
def guest_count(appointment: Appointment) -> int:
    """Return for how many it is. The items are prefetched."""
    return len({item.guest for item in appointment.items.all()})


@register.filter
def add_on_names(item: AppointmentItem) -> tuple[str, ...]:
    """Return the names of the add-ons as they were booked."""
    return add_on_names_of(item)


@register.filter
def for_whom(service: Service) -> str:
    """Return whom a service is for; an empty text for everyone."""
    return str(CLIENTELE_WORDS.get(Clientele(service.clientele), ""))


@register.simple_tag
def thumbnail(photo: Any) -> str:
    """Return the address of a small square of a photo.

    Not the image tag: it writes to the cache at every use, even of prefetched renditions.
    """
    found = photo.find_existing_renditions(THUMBNAIL).get(THUMBNAIL)
    return str((found or photo.get_rendition(THUMBNAIL)).url)
