"""Plan B: codes that the provider of messages makes and checks itself.

Attempts, failures, purposes, hosts and devices are counted and held here as with our own codes; the
provider is asked about digits only, outside of any transaction, and only its clear yes counts.
"""

from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes import challenges, failures
from accounts.domain.codes.uses import CodeUse
from accounts.domain.people import mark_verified
from accounts.errors import CodeCheckUnavailable
from accounts.locks import lock_phone_state
from accounts.models import OTPChallenge, PhoneAuthState
from accounts.visitors import Visitor
from notifications.gateways import DeliveryError, verify_code


@sensitive_variables("digits")
def ask_vendor(
    found: OTPChallenge, digits: str, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge | None:
    """Return the proved challenge, or None where the provider says no.

    The guess is counted as wrong before the question: a process that dies in between makes none
    free. Raises CodeCheckUnavailable where the provider has no clear answer; the attempt is used.
    """
    with transaction.atomic(durable=True):
        challenge = _reserve(found, use=use, visitor=visitor, now=now)
    if challenge is None:
        return None
    try:
        is_right = verify_code(phone_number=challenge.phone_number, code=digits)
    except DeliveryError as failure:
        if not failure.maybe_sent:
            _take_back(challenge)
        raise CodeCheckUnavailable(retry_after=10) from None
    if not is_right:
        return None
    with transaction.atomic(durable=True):
        return accept(challenge, lock_phone_state(challenge.phone_number), use=use, now=now)


def accept(
    challenge: OTPChallenge, state: PhoneAuthState, *, use: CodeUse, now: datetime
) -> OTPChallenge | None:
    """Use up a code that was right, under the lock of its number. None where it was used before."""
    if not challenges.consume(challenge, now=now):
        return None
    failures.clear_failures(state, proved_at=now)
    if challenge.user.is_active:
        mark_verified(challenge.user, purpose=use.purpose, now=now)
    return challenge


def _reserve(
    found: OTPChallenge, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge | None:
    own = found.from_known_device
    state = lock_phone_state(found.phone_number)
    failures.refuse_if_locked(state, from_known_device=own, now=now)
    challenge = challenges.reserve_attempt(found.pk, use=use, visitor=visitor, now=now)
    if challenge is not None:
        failures.count_failure(state, from_known_device=own, now=now)
    return challenge


def _take_back(challenge: OTPChallenge) -> None:
    with transaction.atomic():
        state = lock_phone_state(challenge.phone_number)
        failures.take_back_failure(state, from_known_device=challenge.from_known_device)
