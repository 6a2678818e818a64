"""What billing refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class PaymentNotFound(DomainError):
    """There is no such payment, or it is somebody else's."""

    code = "not_found"
    status = 404
    message = _("There is no such payment.")


class NothingDue(DomainError):
    """The appointment is paid for, or nothing has to be paid online."""

    code = "nothing_due"
    status = 409
    message = _("There is nothing to pay for this appointment.")


class HoldExpired(DomainError):
    """The time was kept for a while and the while is over."""

    code = "hold_expired"
    status = 409
    message = _("The time was kept for you and has run out. Please choose a time again.")


class RefundInProgress(DomainError):
    """Another refund of this payment has not ended yet."""

    code = "refund_in_progress"
    status = 409
    message = _("A refund of this payment is still in progress.")


class NotRefundable(DomainError):
    """Nothing of the payment is left to give back."""

    code = "not_refundable"
    status = 409
    message = _("Nothing of this payment is left to refund.")


class RefundTooMuch(DomainError):
    """More than what is left of the payment."""

    code = "refund_too_much"
    status = 409
    message = _("This is more than what is left of the payment.")


class InvalidAmount(DomainError):
    """Not an amount that can be given back."""

    code = "invalid_amount"
    message = _("Enter an amount greater than zero.")


class InvalidPaymentTransition(DomainError):
    """The table of payment or refund states does not allow the move."""

    code = "invalid_transition"
    status = 409
    message = _("The payment is no longer in a state in which this is possible.")


class InvalidWebhookSecret(DomainError):
    """The caller does not know the secret that the provider was given."""

    code = "invalid_secret"
    status = 401
    message = _("The secret is not right.")
