"""A new second factor: what every kind has in common."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

from accounts.allauth_bridge.mfa import Authenticator
from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.domain.second_factor.errors import TooManyPasskeys
from accounts.domain.second_factor.factors import Factor, FactorKind, factor_from
from accounts.domain.second_factor.recovery import make_missing_codes
from accounts.domain.sign_in.reauthentication import note_reauthentication
from accounts.enums import AuthEventKind, Proof
from accounts.locks import lock_authenticators, lock_person
from accounts.models import User
from accounts.permissions import require_verified
from accounts.visitors import visitor_of

MOST_PASSKEYS = 10
PROOFS = {FactorKind.TOTP: Proof.TOTP, FactorKind.PASSKEY: Proof.PASSKEY}


def add_factor(
    request: HttpRequest, user: User, *, kind: FactorKind, data: dict[str, Any]
) -> Factor:
    """Keep a factor that the person has just used; with the first one come recovery codes.

    An authenticator app takes the place of an earlier one. Then, in this order: the session notes
    the proof under a new secret, the event, the message to her phone. Raises PhoneNotVerified,
    TooManyPasskeys.
    """
    require_verified(user)
    with transaction.atomic():
        lock_person(user.pk)
        _make_room(user, kind)
        row = Authenticator.objects.create(user=user, type=kind, data=data)
        make_missing_codes(user)
    note_reauthentication(request, user, proof=PROOFS[kind])
    record_event(
        AuthEventKind.FACTOR_ADDED, visitor=visitor_of(request), user=user, rule=kind.value
    )
    notify_person(user, AuthEventKind.FACTOR_ADDED, name=kind.label)
    return factor_from(row)


def _make_room(user: User, kind: FactorKind) -> None:
    others = [row for row in lock_authenticators(user.pk) if row.type == kind]
    if kind == FactorKind.TOTP:
        for row in others:
            row.delete()
    elif len(others) >= MOST_PASSKEYS:
        raise TooManyPasskeys
