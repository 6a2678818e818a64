"""A sheet of the desk that is sent twice is written down once."""

from booking.domain.desk.details import DeskVisit
from booking.locks import lock_sheet
from booking.models import Appointment


def written_before(details: DeskVisit) -> Appointment | None:
    """Return what the same sheet made, in whatever state it is by now; None for a new one.

    Locks the sheet, before everything else that the caller locks.
    """
    if details.key is None:
        return None
    lock_sheet(details.key)
    found: Appointment | None = Appointment.objects.filter(
        customer=details.guest.customer, idempotency_key=details.key
    ).first()
    return found
