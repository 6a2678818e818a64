"""One code: opened, guessed at, consumed or made void."""

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from accounts.domain.codes.digits import code_hmac, current_key_id
from accounts.domain.codes.uses import CodeUse
from accounts.enums import Verifier
from accounts.models import OTPChallenge, User
from accounts.queries import open_challenges, unused_challenges, usable_challenges
from accounts.thresholds import thresholds
from accounts.visitors import Visitor, address_of
from foundation.ids import uuid7


def open_challenge(
    user: User,
    phone_number: str,
    *,
    use: CodeUse,
    code: str,
    visitor: Visitor,
    channel: str,
    now: datetime,
    device_id: UUID | None = None,
    from_known_device: bool = False,
    instead_of: OTPChallenge | None = None,
) -> OTPChallenge:
    """Make a code the only one of the number for this use; the earlier one dies.

    Codes for the owner's own devices and those for everybody else end only their like, and the
    one that they are sent again for. The caller holds the lock of the number
    (``locks.lock_phone_state``).
    """
    earlier = Q(from_known_device=from_known_device)
    if instead_of is not None:
        earlier |= Q(pk=instead_of.pk)
    open_challenges(phone_number, use=use).filter(earlier).update(invalidated_at=now)
    if settings.OTP_VERIFIER == Verifier.VENDOR:
        # The provider keeps one code a number, whatever we asked it for.
        unused_challenges(phone_number).update(invalidated_at=now)
    limits = thresholds()
    challenge = OTPChallenge(
        id=uuid7(),
        purpose=use.purpose,
        user=user,
        phone_number=phone_number,
        host=visitor.host,
        salon=visitor.salon,
        binding_hash=use.binding_hash,
        device_id=device_id,
        from_known_device=from_known_device,
        resend_count=instead_of.resend_count + 1 if instead_of else 0,
        address=address_of(visitor),
        user_agent=visitor.user_agent,
        verifier=settings.OTP_VERIFIER,
        channel=channel,
        max_attempts=limits.max_attempts,
        created_at=now,
        expires_at=now + timedelta(seconds=limits.code_seconds),
    )
    if challenge.verifier == Verifier.LOCAL:
        challenge.key_id = current_key_id()
        challenge.code_hmac = _hash(challenge, code) or b""
    challenge.save(force_insert=True)
    return challenge


def reserve_attempt(
    challenge_id: UUID, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge | None:
    """Use up one attempt before anything is compared; None where there is nothing to guess."""
    usable = usable_challenges(challenge_id, use=use, visitor=visitor, now=now)
    if not usable.filter(attempts__lt=F("max_attempts")).update(attempts=F("attempts") + 1):
        return None
    return OTPChallenge.objects.select_related("user", "device").get(pk=challenge_id)


def is_right(challenge: OTPChallenge, code: str) -> bool:
    """Compare in constant time."""
    expected = _hash(challenge, code)
    return expected is not None and hmac.compare_digest(bytes(challenge.code_hmac or b""), expected)


def consume(challenge: OTPChallenge, *, now: datetime) -> bool:
    """Mark the code as used: it opens nothing a second time. False where it was already."""
    challenge.consumed_at = now
    return bool(_unused(challenge.pk).update(consumed_at=now))


def invalidate(challenge_id: UUID, *, now: datetime) -> None:
    """Make void a code that was not used yet."""
    _unused(challenge_id).update(invalidated_at=now)


def _unused(challenge_id: UUID) -> QuerySet[OTPChallenge]:
    return OTPChallenge.objects.filter(
        pk=challenge_id, consumed_at__isnull=True, invalidated_at__isnull=True
    )


def _hash(challenge: OTPChallenge, code: str) -> bytes | None:
    if challenge.key_id is None:
        return None
    return code_hmac(
        code,
        key_id=challenge.key_id,
        challenge_id=challenge.id,
        purpose=challenge.purpose,
        phone_number=challenge.phone_number,
    )
