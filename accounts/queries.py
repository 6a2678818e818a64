"""Reads over codes that were sent, and over what else proves a person."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.allauth_bridge.owned import identities_of
from accounts.domain.codes.uses import CodeUse
from accounts.models import DeviceUser, OTPChallenge, User
from accounts.visitors import Visitor


def unused_challenges(phone_number: str) -> "QuerySet[OTPChallenge]":
    """Return every code of a number, for whatever use, that was neither used nor replaced."""
    return OTPChallenge.objects.filter(
        phone_number=phone_number, consumed_at__isnull=True, invalidated_at__isnull=True
    )


def open_challenges(phone_number: str, *, use: CodeUse) -> "QuerySet[OTPChallenge]":
    """Return the codes for one use that were neither used nor replaced, perhaps expired.

    One at most, and one that the owner asked for on her own device.
    """
    return unused_challenges(phone_number).filter(
        purpose=use.purpose, binding_hash=use.binding_hash
    )


def typeable_challenges(
    phone_number: str, *, use: CodeUse, visitor: Visitor
) -> "QuerySet[OTPChallenge]":
    """Return the open codes that the visitor may mean by the number, the newest first."""
    return open_challenges(phone_number, use=use).filter(_is_for(visitor)).order_by("-created_at")


def usable_challenges(
    challenge_id: UUID, *, use: CodeUse, visitor: Visitor, now: datetime
) -> "QuerySet[OTPChallenge]":
    """Return the one code that a person may still type here, for this use."""
    hers = {"user": use.person} if use.person else {}
    return OTPChallenge.objects.filter(
        _is_for(visitor),
        **hers,
        pk=challenge_id,
        purpose=use.purpose,
        binding_hash=use.binding_hash,
        host=visitor.host,
        consumed_at__isnull=True,
        invalidated_at__isnull=True,
        expires_at__gt=now,
    )


def _is_for(visitor: Visitor) -> Q:
    """Leave out codes that went to somebody's own device, unless this is the one."""
    everybody = Q(from_known_device=False)
    return everybody | Q(device=visitor.device_id) if visitor.device_id else everybody


def linked_providers(user: User) -> list[str]:
    """Return the providers whose identities open the account."""
    return sorted(identities_of(user).values_list("provider", flat=True))


def knows_device(user: User, device_id: UUID | None) -> bool:
    """Return whether the person has signed in on the device, which no code alone does."""
    known = DeviceUser.objects.filter(user=user, device=device_id)
    return device_id is not None and known.exists()
