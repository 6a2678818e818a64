"""What signing in by another provider says when it refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class UnknownProvider(DomainError):
    """Nobody has configured a provider of this name."""

    code = "unknown_provider"
    status = 404
    message = _("This way to sign in is not offered.")


class ProviderDenied(DomainError):
    """The person said no on the provider's page, or went back."""

    code = "provider_denied"
    message = _("The sign-in was cancelled. Nothing was changed.")


class ProviderUnavailable(DomainError):
    """The provider is down, slow or answered what we do not understand."""

    code = "provider_unavailable"
    status = 503
    message = _(
        "This way to sign in does not work right now. Please use your mobile number, or try again"
        " later."
    )


class SocialSignInExpired(DomainError):
    """The return from the provider is none that this browser waits for: too late, or a second."""

    code = "social_expired"
    message = _("This sign-in has expired or was used already. Please start again.")


class IdTokenInvalid(DomainError):
    """One answer for a token that is forged, too old, for somebody else or used already."""

    code = "invalid_token"
    message = _("The sign-in could not be checked. Please start again.")


class NoPendingIdentity(DomainError):
    """There is no sign-in by another provider that waits for a number."""

    code = "no_pending"
    status = 409
    message = _("This sign-in has expired. Please start again.")


class ProviderAlreadyLinked(DomainError):
    """The account has another identity of the same provider; one is enough."""

    code = "provider_already_linked"
    status = 409
    message = _(
        "Your account is linked with another account of this provider. Sign in and unlink that one"
        " first."
    )


class IdentityTaken(DomainError):
    """The identity opens somebody else's account. Nothing moves."""

    code = "identity_taken"
    status = 409
    message = _("This is linked with another account here already.")
