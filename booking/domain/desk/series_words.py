"""Visits of a series are told of once, not one message each."""

from booking.models import AppointmentEvent

# In an event's data: how many visits the message that tells of it is about; 0 with the others.
TOLD = "visits_told"


def is_told_with_series(event: AppointmentEvent) -> bool:
    """Return whether the message about several visits of a series is the one about this event."""
    return TOLD in event.data
