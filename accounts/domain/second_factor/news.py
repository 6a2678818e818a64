"""What a person reads on her phone when her second factors change or a recovery code is used."""

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.domain.notices import notify_person
from accounts.domain.second_factor.factors import Factor, FactorKind
from accounts.models import User


def tell_added(user: User, factor: Factor) -> None:
    """Tell of a new passkey or authenticator app."""
    with translation.override(user.language):
        if factor.kind == FactorKind.PASSKEY:
            text = _("A passkey was added to your account.")
        else:
            text = _("An authenticator app was added to your account.")
        _tell(user, text)


def tell_removed(user: User, factor: Factor) -> None:
    """Tell that one is gone."""
    with translation.override(user.language):
        if factor.kind == FactorKind.PASSKEY:
            text = _("A passkey was removed from your account.")
        else:
            text = _("The authenticator app was removed from your account.")
        _tell(user, text)


def tell_recovery_used(user: User) -> None:
    """Tell that somebody signed in or confirmed by a recovery code."""
    with translation.override(user.language):
        _tell(user, _("A recovery code of your account was used."))


def tell_new_codes(user: User) -> None:
    """Tell that the recovery codes were made anew."""
    with translation.override(user.language):
        _tell(user, _("New recovery codes were made for your account; the old ones are void."))


def tell_reset(user: User) -> None:
    """Tell that our people took all second factors off the account."""
    with translation.override(user.language):
        _tell(user, _("The second factors of your account were removed by our support."))


def _tell(user: User, text: str) -> None:
    """Send it, with what to do; the caller has chosen the language."""
    warning = _("If this was not you, contact us at once.")
    notify_person(user, template="second_factor", text=f"{text} {warning}")
