"""The calendar of the salon's people under a secret address, on the salon's own host.

It has names and no numbers: calendar programs copy what they read to servers of their own.
"""

from datetime import UTC

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from icalendar import Event

from booking.domain.staff_calendar import Work, calendar_of
from booking.domain.staff_feeds import find_staff_feed
from booking.enums import HOLDING, FeedOf
from booking.models import Appointment, StaffFeed, TimeBlock
from booking.web.calendar_answer import feed_body, feed_response
from booking.web.calendar_events import listed
from booking.web.every_salon import changes_of
from booking.web.visit import add_on_names_of
from foundation.masking import mask_phone
from salons.models import SalonProfile


@require_safe
@sensitive_variables("token")
def staff_calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the calendar of whoever made the address; no session is looked at or begun."""
    feed = find_staff_feed(token)
    if feed is None:
        return feed_response(request, None)
    with translation.override(feed.language):
        return feed_response(request, _calendar(request, feed))


def _calendar(request: HttpRequest, feed: StaffFeed) -> bytes:
    found = calendar_of(feed)
    changes = changes_of([work.appointment for work in found.work])
    is_of_all = feed.of == FeedOf.SALON
    events = [
        *(_event(request, work, *changes[work.appointment.pk], is_of_all) for work in found.work),
        *(_blocked(block, is_of_all) for block in found.blocks),
    ]
    page = request.build_absolute_uri(reverse("backoffice_day"))
    name = _("%(salon)s: %(of)s") % {
        "salon": SalonProfile.load(request_or_site=request).name,
        "of": feed.get_of_display(),
    }
    return feed_body(name, page, events)


def _event(request: HttpRequest, work: Work, count: int, at: object, is_of_all: bool) -> Event:
    appointment = work.appointment
    page = request.build_absolute_uri(reverse("backoffice_appointment", args=[appointment.pk]))
    services = [listed([str(item.service_name), *add_on_names_of(item)]) for item in work.items]
    who = [str(work.items[0].staff_name)] if is_of_all else []
    event = _stretch(work, uid=f"{appointment.pk}-{work.staff_id}")
    event.add("sequence", count)
    event.add("dtstamp", at)
    event.add("summary", " · ".join([*who, customer_shown(appointment), listed(services)]))
    reference = _("Reference: %(reference)s") % {"reference": appointment.reference}
    event.add("description", "\n".join([*services, reference, page]))
    event.add("status", "TENTATIVE" if appointment.status in HOLDING else "CONFIRMED")
    event.add("url", page)
    return event


def _blocked(block: TimeBlock, is_of_all: bool) -> Event:
    # It has no count of its changes: with other times it is another event.
    times = f"{block.starts_at:%Y%m%d%H%M}-{block.ends_at:%Y%m%d%H%M}"
    event = _stretch(block, uid=f"block-{block.pk}-{times}")
    event.add("dtstamp", block.created_at.astimezone(UTC))
    whom = str(block.staff or block.resource) if is_of_all else ""
    event.add("summary", " · ".join(filter(None, [whom, _("Blocked time"), block.reason])))
    event.add("status", "CONFIRMED")
    return event


def customer_shown(appointment: Appointment) -> str:
    """Return who comes: her name, and of who has none what anybody may see of her number."""
    customer = appointment.customer
    if appointment.member is not None:
        return str(appointment.member.name)
    if customer is None:
        return str(appointment.guest_name) or _("Walk-in")
    return customer.get_full_name().strip() or mask_phone(customer.phone_number)


def _stretch(what: Work | TimeBlock, *, uid: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{settings.PLATFORM_DOMAIN}")
    event.add("dtstart", what.starts_at.astimezone(UTC))
    event.add("dtend", what.ends_at.astimezone(UTC))
    return event
