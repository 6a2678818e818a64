"""How long the salon waits for who does not come, and from when a visit counts as missed."""

from datetime import datetime, timedelta

from booking.domain.policy.amounts import missed_from
from booking.domain.policy.terms import Terms
from booking.models import Appointment
from salons.models import BookingRules


def waited_until(appointment: Appointment, *, usual: int | None = None) -> datetime:
    """Return until when she is waited for: as agreed when she booked, at most to the visit's end.

    Without an agreement for ``usual`` minutes, else for what the salon's rules say today. From
    memory where ``agreed_policies`` is prefetched.
    """
    policies = appointment.agreed_policies.all()
    terms = [Terms.from_json(row) for policy in policies for row in policy.terms.values()]
    if terms:
        until = missed_from(appointment.starts_at, terms)
    else:
        grace = BookingRules.load().late_grace_minutes if usual is None else usual
        until = appointment.starts_at + timedelta(minutes=grace)
    return min(until, appointment.ends_at)


def is_missed(appointment: Appointment, *, now: datetime, usual: int | None = None) -> bool:
    """Return whether nobody waits for her any more. The terms are read only where they decide."""
    if appointment.starts_at <= now < appointment.ends_at:
        return now >= waited_until(appointment, usual=usual)
    return now >= appointment.ends_at
