"""The short link in messages that leads a customer to her visit.

It ends in the reference, which opens nothing: the page asks for a sign-in and shows visits of her
own alone. Short, because a message is paid for by its length.
"""

from django.conf import settings
from django.urls import reverse

from booking.models import Appointment
from foundation.tenancy.models import current_schema_name
from tenants.addresses import salon_url
from tenants.models import Domain

# Two parts of a message: 67 letters each where they are Arabic, 153 where all are Latin.
TWO_PARTS = {"ar": 134, "en": 306}


def visit_link(appointment: Appointment) -> str:
    """Return the link at the salon's main host; empty for a salon without one."""
    main = Domain.objects.filter(is_primary=True, tenant__schema_name=current_schema_name())
    host = main.values_list("domain", flat=True).first()
    path = reverse("visit_link", urlconf=settings.ROOT_URLCONF, args=[appointment.reference])
    return salon_url(host).rstrip("/") + path if host else ""


def with_link(text: str, appointment: Appointment) -> str:
    """Return a message with the link to its visit."""
    return f"{text} {visit_link(appointment)}".strip()


def with_link_if_short(text: str, appointment: Appointment) -> str:
    """Return a message with the link where that does not make it longer than two parts."""
    longer = with_link(text, appointment)
    return longer if len(longer) <= TWO_PARTS.get(appointment.language, 134) else text
