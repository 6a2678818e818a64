"""What keeps a visit from being changed."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class NotChangeable(DomainError):
    """The visit has begun, is over or was cancelled."""

    code = "not_changeable"
    status = 409
    message = _("This appointment can no longer be changed.")


class TooLateToMove(DomainError):
    """The customer comes after the salon's notice for changes."""

    code = "too_late_to_move"
    status = 409
    message = _("It is too late to change this appointment here. Please call the salon.")


class TooLateToCancel(DomainError):
    """The customer comes after the salon's notice for cancelling."""

    code = "too_late_to_cancel"
    status = 409
    message = _("It is too late to cancel this appointment here. Please call the salon.")


class NoMovesLeft(DomainError):
    """The customer has moved the visit as often as was agreed."""

    code = "no_moves_left"
    status = 409
    message = _("This appointment has been moved as often as it can be. Please call the salon.")


class NothingChanges(DomainError):
    """It is what is booked already."""

    code = "nothing_changes"
    status = 409
    message = _("This is how the appointment is booked already.")


class PriceChanges(DomainError):
    """A visit that waits for its payment cannot change its price: the payer sees another amount."""

    code = "price_changes"
    status = 409
    message = _("The price would change. Pay first, or cancel and book again.")


class TermsChanged(DomainError):
    """It comes to something else by now than what the preview said."""

    code = "terms_changed"
    status = 409
    message = _("What this comes to has just changed. Please look at it again.")


class UnknownItem(DomainError):
    """There is no such service in the appointment."""

    code = "unknown_item"
    message = _("This service is not part of the appointment any more.")
