"""Who is late, and whether the salon still waits."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.lateness import is_missed
from booking.enums import AppointmentStatus
from booking.models import Appointment


@dataclass(frozen=True)
class Late:
    """Minutes since the visit should have begun. ``is_waited_for``: within the grace."""

    minutes: int
    is_waited_for: bool


def late_by(appointment: Appointment, *, now: datetime, grace: int) -> Late | None:
    """Return how late somebody is who should be here; None for everybody else.

    ``grace``: the salon's, for visits on which none was agreed.
    """
    if appointment.status != AppointmentStatus.CONFIRMED or appointment.starts_at >= now:
        return None
    minutes = int((now - appointment.starts_at).total_seconds()) // 60
    if not minutes or appointment.ends_at <= now:
        return None
    return Late(minutes, not is_missed(appointment, now=now, usual=grace))
