"""The terms that a customer agreed to."""

from booking.domain.policy.resolving import terms_of
from booking.domain.policy.terms import Terms
from booking.models import AgreedPolicy, Appointment


def terms_agreed(appointment: Appointment) -> dict[int, Terms]:
    """Return service -> the terms agreed for it; today's where none were written down."""
    found = AgreedPolicy.objects.filter(appointment=appointment).values_list("terms", flat=True)
    agreed = {int(pk): Terms.from_json(data) for pk, data in (found.first() or {}).items()}
    booked = {item.service_id for item in appointment.items.all()}
    missing = booked - set(agreed)
    if not missing:
        return agreed
    today = terms_of(missing, customer=appointment.customer_id, on=appointment.starts_at.date())
    return {**today, **agreed}
