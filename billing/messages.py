"""What billing tells a customer by message."""

from django.utils import translation
from django.utils.translation import gettext as _

from billing.models import Refund
from notifications.domain.messages import queue_message
from salons.models import SalonProfile


def tell_refund(refund: Refund) -> None:
    """Queue the SMS about money that is on its way back, once per refund, in this transaction."""
    appointment = refund.payment.appointment
    if appointment.customer is None:
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
