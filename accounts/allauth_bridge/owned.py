"""What allauth keeps of a person: identities of other providers and second factors."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from accounts.models import User

# Recovery codes stand in for one of these and are none themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factor_rows(user: User) -> "QuerySet[Any]":
    """Return the person's passkeys and her authenticator app."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)


def identities_of(user: User) -> "QuerySet[Any]":
    """Return the person's identities of other providers."""
    return SocialAccount.objects.filter(user_id=user.pk)


def forget(user: User) -> None:
    """Delete every identity and factor of the person, recovery codes too."""
    SocialAccount.objects.filter(user_id=user.pk).delete()
    Authenticator.objects.filter(user_id=user.pk).delete()


def forget_since(user: User, moment: datetime) -> tuple[int, int]:
    """Delete what the person got from ``moment`` on; return how many identities and factors.

    Recovery codes go with the last factor.
    """
    identities = identities_of(user).filter(date_joined__gte=moment).delete()[0]
    proofs = Authenticator.objects.filter(user_id=user.pk)
    factors = proofs.filter(created_at__gte=moment).delete()[0]
    if not factor_rows(user).exists():
        proofs.delete()
    return identities, factors
