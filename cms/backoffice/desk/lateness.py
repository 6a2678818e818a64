"""Who is late, and whether the salon still waits."""

from dataclasses import dataclass
from datetime import datetime

from booking.enums import AppointmentStatus
from booking.models import Appointment


@dataclass(frozen=True)
class Late:
    """Minutes since the visit should have begun. ``is_waited_for``: within the grace."""

    minutes: int
    is_waited_for: bool


def late_by(appointment: Appointment, *, now: datetime, grace: int) -> Late | None:
    """Return how late somebody is who should be here; None for everybody else.

    The grace is what was agreed when she booked (``agreed_policies``, prefetched), else the
    salon's.
    """
    if appointment.status != AppointmentStatus.CONFIRMED or appointment.starts_at >= now:
        return None
    minutes = int((now - appointment.starts_at).total_seconds()) // 60
    if not minutes or appointment.ends_at <= now:
        return None
    return Late(minutes, minutes <= _agreed_grace(appointment, grace))


def _agreed_grace(appointment: Appointment, usual: int) -> int:
    agreed = [
        terms["late_grace_minutes"]
        for policy in appointment.agreed_policies.all()
        for terms in policy.terms.values()
    ]
    return max(agreed, default=usual)
