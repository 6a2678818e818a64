"""Why Authentica did not take a message. The vendor's words go to the log, never to people."""

from notifications.delivery import DeliveryError


class AuthenticaError(DeliveryError):
    """The root of this provider's errors."""


class Unreachable(AuthenticaError):
    """No connection: the request has not left."""

    code = "unreachable"


class OutcomeUnknown(AuthenticaError):
    """The request left and no readable answer came back."""

    code = "outcome_unknown"
    maybe_sent = True


class KeyRefused(AuthenticaError):
    """The key of the account is wrong or has been taken away."""

    code = "key_refused"
    permanent = True


class MessageRefused(AuthenticaError):
    """The provider will not send this message to this number."""

    code = "message_refused"
    permanent = True


class NoCredit(AuthenticaError):
    """The account is empty; the same message goes out once somebody has filled it up."""

    code = "no_credit"


class TooManyRequests(AuthenticaError):
    """The provider's own limit, of which it publishes no figure."""

    code = "too_many_requests"
