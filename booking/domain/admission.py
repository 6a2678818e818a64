"""Whether a customer may book at all: unpaid times that she keeps, and being blocked."""

from typing import Any

from django.utils import timezone

from booking.enums import HOLDING
from foundation.prepared import PreparedStatement
from foundation.tenancy.models import current_schema_name
from foundation.together import Statement

STANDING = PreparedStatement(
    "booking_standing",
    """
    SELECT (SELECT count(*) FROM public.booking_appointment
             WHERE schema_name = %(salon)s AND customer_id = %(customer)s
               AND status = ANY(%(holding)s) AND hold_expires_at > %(now)s),
           EXISTS (SELECT FROM public.booking_customerrecord
                    WHERE schema_name = %(salon)s AND customer_id = %(customer)s AND is_blocked)
    """,
    {"salon": "text", "customer": "bigint", "holding": "text[]", "now": "timestamptz"},
)


def standing(customer: Any) -> Statement:
    """Return what asks how many unpaid times she keeps, and whether she is blocked: one row."""
    parameters = {
        "salon": current_schema_name(),
        "customer": customer.pk,
        "holding": sorted(HOLDING),
        "now": timezone.now(),
    }
    return Statement.of("standing", STANDING, parameters)
