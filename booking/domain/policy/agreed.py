"""What holds for an appointment: what was agreed when it was booked."""

from booking.domain.policy.resolving import terms_of
from booking.domain.policy.terms import Terms
from booking.models import AgreedPolicy, Appointment
from salons.models import SalonProfile


def agreed_policy(appointment: Appointment) -> AgreedPolicy | None:
    """Return what was accepted, in its words; None for a visit from before there was a policy."""
    found: AgreedPolicy | None = AgreedPolicy.objects.filter(appointment=appointment).first()
    return found


def terms_agreed(appointment: Appointment) -> dict[int, Terms]:
    """Return the terms of each service of an appointment, as they were agreed.

    Today's terms of the salon for a service that nothing was agreed on.
    """
    return terms_of_agreed(appointment, agreed_policy(appointment))


def terms_of_agreed(appointment: Appointment, agreed: AgreedPolicy | None) -> dict[int, Terms]:
    """Return the terms of :func:`terms_agreed` where what was accepted is known."""
    kept = agreed.terms if agreed else {}
    terms = {int(pk): Terms.from_json(row) for pk, row in kept.items()}
    # From memory where the items are prefetched, as in the lists.
    missing = {item.service_id for item in appointment.items.all()} - terms.keys()
    if missing:
        day = appointment.starts_at.astimezone(SalonProfile.load().zone).date()
        terms |= terms_of(missing, customer=appointment.customer, on=day)
    return terms
