"""What second factors say when they refuse."""

from django.utils.translation import gettext_lazy as _

from accounts.errors import Locked
from foundation.errors import DomainError


class WrongFactorCode(DomainError):
    """One answer for a code that is wrong, used, or of something the person does not have."""

    code = "invalid_code"
    message = _("The code is wrong or was used already.")


class FactorLocked(Locked):
    """Too many wrong codes of this person, in whatever session."""

    message = _("Too many wrong codes.")


class AuthenticatorBlocked(Locked):
    """Too many wrong codes in a row: somebody else may be guessing."""

    message = _(
        "Your authenticator app is blocked after too many wrong codes. Use a recovery code or a"
        " passkey, or contact us."
    )


class PasskeyRefused(DomainError):
    """The passkey's answer does not fit: another page, another question, an old or copied key."""

    code = "passkey_refused"
    message = _("The passkey did not work. Please try again.")


class TooManyPasskeys(DomainError):
    """Nobody has that many devices."""

    code = "too_many_passkeys"
    status = 409
    message = _("You have as many passkeys as possible. Remove one first.")


class SetupExpired(DomainError):
    """The picture was shown too long ago, or never."""

    code = "setup_expired"
    status = 409
    message = _("Please begin again: the picture on this page is a new one.")


class FactorNotFound(DomainError):
    """The person has no such second factor."""

    code = "not_found"
    status = 404
    message = _("There is no such second factor.")


class LastFactorNeeded(DomainError):
    """The person must have one: a platform admin, the owner of a salon."""

    code = "last_factor_needed"
    status = 409
    message = _("You need a second factor. Add another one before you remove this one.")


class NothingPending(DomainError):
    """No sign-in waits for a second factor, or not any more."""

    code = "nothing_pending"
    status = 409
    message = _("Please start to sign in again.")


class SecondFactorRequired(DomainError):
    """What is asked for needs a second factor, shown lately."""

    code = "second_factor_required"
    status = 401
    message = _("Please confirm with your second factor first.")
