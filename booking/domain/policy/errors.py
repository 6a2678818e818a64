"""What the policy refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class BookingBlocked(DomainError):
    """The customer has missed so many visits that she books by phone alone."""

    code = "booking_blocked"
    status = 409
    message = _("You cannot book online because of visits that you missed. Please call the salon.")


class PolicyChanged(DomainError):
    """The salon changed its terms while the customer was reading them."""

    code = "policy_changed"
    status = 409
    message = _("The terms of this booking have just changed. Please read them again.")
