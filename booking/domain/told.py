"""Which events a customer gets a message about, and how much money it says goes back.

Asked by the handlers that write the messages, and by billing, which tells of a refund only where
no message has done so.
"""

from booking.domain.desk.series_words import is_told_with_series
from booking.enums import HOLDING, AppointmentStatus, EventKind
from booking.models import AppointmentEvent

_S = AppointmentStatus
# Moves that somebody is told of.
TELLING = frozenset({_S.CONFIRMED, _S.CANCELLED_BY_CUSTOMER, _S.CANCELLED_BY_SALON, _S.EXPIRED})
# Taken back at the reception desk: the customer knows of her appointment.
UNDONE = frozenset({_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW})
CHANGES = frozenset({EventKind.RESCHEDULED, EventKind.EDITED})


def is_move_told(event: AppointmentEvent) -> bool:
    """Return whether a move, or the creation, has a message of its own.

    Who gives back a time that she has not paid for sees it on the page; a message would only cost.
    Nor is anybody told of the end of a time that she looked over and did not confirm.
    """
    if event.to_status not in TELLING or is_told_with_series(event):
        return False
    if event.from_status == _S.HELD and event.to_status != _S.CONFIRMED:
        return False
    if event.from_status in HOLDING and event.to_status == _S.CANCELLED_BY_CUSTOMER:
        return False
    return not (event.from_status in UNDONE and event.to_status == _S.CONFIRMED)


def money_told(event: AppointmentEvent) -> int:
    """Return the minor units of which the event's message says that they go back."""
    if event.kind == EventKind.RETURNED:
        return int(event.data["amount_minor"])
    if event.kind in CHANGES or (event.kind == EventKind.MOVED and is_move_told(event)):
        return int(event.policy.get("refund_minor", 0))
    return 0
