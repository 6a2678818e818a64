"""What a customer is told whose money came for a time that was gone: what else is free."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from booking.domain.again import times_instead
from booking.domain.spoken_times import clock_time
from booking.models import Appointment
from booking.web.visit import again
from foundation.money import Money
from foundation.tenancy.models import current_schema_name
from salons.models import SalonProfile
from tenants.addresses import salon_url
from tenants.models import Domain

# As many as fit in a message that people read.
PROPOSED = 3


def returned_text(appointment: Appointment, *, amount_minor: int) -> str:
    """Return the message in the active language: what goes back, up to three times, the way."""
    salon = SalonProfile.load()
    words = {
        "salon": salon.name,
        "amount": Money(amount_minor, appointment.currency),
        "link": _link(appointment),
    }
    told = _(
        "%(salon)s: your payment of %(amount)s came after your time had been given to somebody"
        " else. It goes back to your card by itself."
    )
    times = [_spoken(start, salon) for start in times_instead(appointment, count=PROPOSED)]
    if not times:
        return f"{told % words} " + _("Choose another time: %(link)s") % words
    words["times"] = _("; ").join(times)
    return f"{told % words} " + _("Free instead: %(times)s. Book: %(link)s") % words


def _spoken(start: datetime, salon: SalonProfile) -> str:
    day = formats.date_format(start.astimezone(salon.zone), "D j F")
    return f"{day} {clock_time(start, salon.zone)}"


def _link(appointment: Appointment) -> str:
    """Return the address of the times of the same visit, on the salon's own host."""
    host = Domain.objects.filter(
        is_primary=True, tenant__schema_name=current_schema_name()
    ).values_list("domain", flat=True)[0]
    path = reverse("book_start", urlconf=settings.ROOT_URLCONF)
    return f"{salon_url(host).rstrip('/')}{path}?{again(appointment.items.all()).query}"
