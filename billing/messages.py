"""What billing tells a customer by message."""

from django.utils import translation
from django.utils.translation import gettext as _

from billing.enums import RefundStatus
from billing.models import Refund
from booking.domain.told import money_told
from booking.models import AppointmentEvent
from notifications.domain.messages import queue_message
from salons.models import SalonProfile


def tell_refund(refund: Refund) -> None:
    """Queue the SMS about money that is on its way back, once per refund, in this transaction.

    Not where the message of what it follows from has said just that: one message, not two.
    """
    appointment = refund.payment.appointment
    if appointment.customer is None or _is_told(refund):
        return
    with translation.override(appointment.language):
        text = _(
            "%(salon)s: %(amount)s of appointment %(reference)s goes back to your card. Banks take"
            " a few days to show it."
        ) % {
            "salon": SalonProfile.load().name,
            "amount": refund.amount,
            "reference": appointment.reference,
        }
    queue_message(
        key=f"refund:{refund.pk}",
        phone_number=appointment.customer.phone_number,
        template="refund.done",
        language=appointment.language,
        text=text,
    )


def _is_told(refund: Refund) -> bool:
    """Return whether the customer was told of exactly what goes back for the refund's event."""
    event = AppointmentEvent.objects.filter(pk=refund.cause).first() if refund.cause else None
    if event is None:
        return False
    others = Refund.objects.filter(cause=refund.cause).exclude(status=RefundStatus.FAILED)
    return sum(others.values_list("amount_minor", flat=True)) == money_told(event)
