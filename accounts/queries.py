"""Reads over codes that were sent, and over what else proves a person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from accounts.allauth_bridge.owned import factors_of, identities_of
from accounts.domain.uses import CodeUse
from accounts.models import DeviceUser, OTPChallenge, User

RECENT = timedelta(minutes=10)


def open_challenges(phone_number: str, *, use: CodeUse) -> "QuerySet[OTPChallenge]":
    """Return the codes that were neither used nor replaced: one at most, perhaps expired."""
    return OTPChallenge.objects.filter(
        phone_number=phone_number,
        purpose=use.purpose,
        binding_hash=use.binding_hash,
        consumed_at__isnull=True,
        invalidated_at__isnull=True,
    )


def usable_challenges(
    challenge_id: UUID, *, use: CodeUse, host: str, now: datetime
) -> "QuerySet[OTPChallenge]":
    """Return the one code that a person may still type here, for this use."""
    hers = {"user": use.person} if use.person else {}
    return OTPChallenge.objects.filter(
        **hers,
        pk=challenge_id,
        purpose=use.purpose,
        binding_hash=use.binding_hash,
        host=host,
        consumed_at__isnull=True,
        invalidated_at__isnull=True,
        expires_at__gt=now,
    )


def codes_in_a_row(phone_number: str, *, use: CodeUse, now: datetime) -> int:
    """Return how many codes were sent lately without one of them being proved."""
    recent = OTPChallenge.objects.filter(
        phone_number=phone_number, purpose=use.purpose, created_at__gt=now - RECENT
    )
    proved = recent.filter(consumed_at__isnull=False).order_by("-created_at").first()
    return recent.filter(created_at__gt=proved.created_at).count() if proved else recent.count()


def has_enrolled_factor(user: User) -> bool:
    """Return whether the person has a passkey or an authenticator app."""
    return bool(factors_of(user).exists())


def linked_providers(user: User) -> list[str]:
    """Return the providers whose identities open the account."""
    return sorted(identities_of(user).values_list("provider", flat=True))


def knows_device(user: User, device_id: UUID | None) -> bool:
    """Return whether the person has signed in on the device before."""
    known = DeviceUser.objects.filter(user=user, device=device_id)
    return device_id is not None and known.exists()
