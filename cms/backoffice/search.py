"""Finding an appointment by what a caller says: her reference or her number."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.phone import InvalidPhone, normalize_phone
from booking.models import Appointment
from booking.permissions import can_see_contacts
from booking.queries import appointments_seen_by


def found_appointments(typed: str, *, reader: Any) -> QuerySet[Appointment]:
    """Return the appointments with that reference or customer's number, latest first.

    By number only for those who see numbers: to others the answer would tell them one.
    """
    match = Q(reference=typed.strip().upper())
    if can_see_contacts(reader) and (phone := _phone(typed)):
        match |= Q(customer__phone_number=phone)
    found: QuerySet[Appointment] = (
        appointments_seen_by(reader)
        .filter(match)
        .select_related("customer", "member")
        .prefetch_related("items")
        .order_by("-starts_at", "pk")
    )
    return found


def _phone(typed: str) -> str:
    try:
        return normalize_phone(typed)
    except InvalidPhone:
        return ""
