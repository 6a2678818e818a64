"""Finding an appointment by what a caller says: her reference or her number."""

from django.db.models import Q, QuerySet

from accounts.phone import InvalidPhone, normalize_phone
from booking.models import Appointment


def found_appointments(typed: str, *, by_phone: bool) -> QuerySet[Appointment]:
    """Return the appointments with that reference or customer's number, latest first.

    ``by_phone`` is for those who see numbers: to others the answer would tell them one.
    """
    match = Q(reference=typed.strip().upper())
    if by_phone and (phone := _phone(typed)):
        match |= Q(customer__phone_number=phone)
    found: QuerySet[Appointment] = (
        Appointment.objects.filter(match)
        .select_related("customer")
        .prefetch_related("items")
        .order_by("-starts_at", "pk")
    )
    return found


def _phone(typed: str) -> str:
    try:
        return normalize_phone(typed)
    except InvalidPhone:
        return ""
