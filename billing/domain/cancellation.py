"""What goes back by itself when a visit, or a part of it, is cancelled, changed or missed.

How much was settled when it happened, under the appointment's lock, and stands in the event.
"""

from collections.abc import Iterable
from uuid import UUID

from billing.domain.refunds import open_refund
from billing.enums import HOLDING_MONEY, REFUND_OPEN, AutomaticReason
from billing.locks import lock_payment
from billing.models import Payment, Refund
from booking.enums import AppointmentStatus
from booking.locks import bounded_transaction, lock_appointment
from booking.models import AppointmentEvent

_S = AppointmentStatus
REASONS = {
    _S.CANCELLED_BY_CUSTOMER: AutomaticReason.CANCELLED_BY_CUSTOMER,
    _S.CANCELLED_BY_SALON: AutomaticReason.CANCELLED_BY_SALON,
    _S.NO_SHOW: AutomaticReason.NO_SHOW,
}


def give_back(event: AppointmentEvent) -> None:
    """Give back exactly what the event says, from the appointment's payments, the oldest first.

    Each payment gives once per event, so a second call, also at the same moment, adds nothing; what
    is not there any more is not given. Raises RefundInProgress while another refund of a payment
    has not ended: ask again later.
    """
    left = promised_by(event)
    if not left:
        return
    for payment_id in _payments_of(event):
        if left <= 0:
            return
        with bounded_transaction():
            left -= _give_one(lock_payment(payment_id), event, left)


def give_back_missed(appointment_id: UUID | str) -> None:
    """Give back what the fee for not coming leaves, unless somebody took the step back meanwhile.

    Raises AppointmentNotFound, RefundInProgress.
    """
    with bounded_transaction():
        appointment = lock_appointment(appointment_id)
        if appointment.status != _S.NO_SHOW:
            return
        event = appointment.events.filter(to_status=_S.NO_SHOW).last()
        if event is not None:
            give_back(event)


def promised_by(event: AppointmentEvent) -> int:
    """Return the minor units that are to go back for an event."""
    return int(event.policy.get("refund_minor", 0))


def outstanding(events: Iterable[AppointmentEvent], refunds: Iterable[Refund]) -> int:
    """Return what events promise and no refund was opened for yet."""
    opened: dict[UUID | None, int] = {}
    for refund in refunds:
        opened[refund.cause] = opened.get(refund.cause, 0) + refund.amount_minor
    return sum(max(promised_by(event) - opened.get(event.pk, 0), 0) for event in events)


def unclaimed_minor(payment: Payment, refunds: Iterable[Refund]) -> int:
    """Return what is left once the open refund, if there is one, has ended well."""
    leaving = sum(refund.amount_minor for refund in refunds if refund.status in REFUND_OPEN)
    return max(payment.refundable_minor - leaving, 0)


def _payments_of(event: AppointmentEvent) -> list[UUID]:
    """Return the payments that hold money or gave some for this event before."""
    payments = Payment.objects.filter(appointment_id=event.appointment_id)
    mine = payments.filter(status__in=[*HOLDING_MONEY]) | payments.filter(refunds__cause=event.pk)
    return list(mine.distinct().order_by("created_at", "pk").values_list("pk", flat=True))


def _give_one(payment: Payment, event: AppointmentEvent, left: int) -> int:
    """Open the payment's refund for the event; return how much it gives, now or already."""
    refunds = list(payment.refunds.all())
    given = next((each for each in refunds if each.cause == event.pk), None)
    if given is not None:
        return given.amount_minor
    amount = min(unclaimed_minor(payment, refunds), left)
    if amount:
        reason = REASONS.get(AppointmentStatus(event.to_status), AutomaticReason.CHANGED)
        open_refund(
            payment,
            amount_minor=amount,
            reason=reason.value,
            actor=event.actor,
            cause=event.pk,
        )
    return amount
