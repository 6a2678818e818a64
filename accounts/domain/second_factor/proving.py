"""Proving a second factor by typing a code: an authenticator's six digits or a recovery code."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.allauth_bridge.mfa import Authenticator, RecoveryCodes, decrypt, totp_counter
from accounts.domain.codes.digits import read_digits
from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.domain.second_factor import attempts
from accounts.domain.second_factor.errors import WrongFactorCode
from accounts.domain.second_factor.factors import FactorKind
from accounts.enums import AuthEventKind, AuthResult, Proof
from accounts.locks import lock_authenticators
from accounts.models import User
from accounts.visitors import Visitor
from foundation.errors import DomainError

TOTP_DIGITS = 6
RECOVERY_DIGITS = 12
LAST_COUNTER = "last_counter"


@sensitive_variables("typed", "digits")
def prove_factor_code(user: User, *, typed: str, visitor: Visitor) -> Proof:
    """Use up a code of the person's and return which factor it is of.

    The guess is counted, in the database and for the person, before it is compared. A recovery
    code is told to her phone. Raises WrongFactorCode, FactorLocked, AuthenticatorBlocked.
    """
    digits, now = read_digits(typed), timezone.now()
    try:
        # Durable: an outer transaction that rolls back would make wrong guesses free.
        with transaction.atomic(durable=True):
            attempts.reserve_attempt(user, now=now)
            proof = _use_up(user, digits, now=now)
    except DomainError as refusal:
        _note(user, visitor, AuthResult.REFUSED, refusal.code)
        raise
    if proof is None:
        _note(user, visitor, AuthResult.FAILED, WrongFactorCode.code)
        raise WrongFactorCode(param="code")
    attempts.return_attempt(user, taken_at=now)
    _note(user, visitor, AuthResult.OK, proof.value)
    if proof == Proof.RECOVERY:
        notify_person(user, AuthEventKind.SECOND_FACTOR)
    return proof


@sensitive_variables("digits", "code")
def matching_counter(secret: str, code: str, *, after: int) -> int | None:
    """Return the time step of a code that is right and younger than the last one used."""
    counter = totp_counter(secret, code)
    return counter if counter is not None and counter > after else None


@sensitive_variables("digits")
def _use_up(user: User, digits: str, *, now: datetime) -> Proof | None:
    """Return the proof, or None for a refusal whose traces must be committed."""
    rows = {row.type: row for row in lock_authenticators(user.pk)}
    proof: Proof | None = None
    if len(digits) == TOTP_DIGITS and (row := rows.get(FactorKind.TOTP)):
        proof = _use_totp(row, digits, now=now)
    elif len(digits) == RECOVERY_DIGITS and (row := rows.get(FactorKind.RECOVERY)):
        proof = _use_recovery(row, digits, now=now)
    if proof is not None:
        attempts.clear_failures(rows.values())
    return proof


@sensitive_variables("digits")
def _use_totp(row: Authenticator, digits: str, *, now: datetime) -> Proof | None:
    attempts.refuse_blocked(row)
    # In the row and under its lock, for every host and process: a cache would forget, or be a
    # salon's own.
    counter = matching_counter(
        decrypt(row.data["secret"]), digits, after=row.data.get(LAST_COUNTER, 0)
    )
    if counter is None:
        attempts.count_failure(row)
        return None
    row.data[LAST_COUNTER], row.last_used_at = counter, now
    row.save(update_fields=["data", "last_used_at"])
    return Proof.TOTP


@sensitive_variables("digits")
def _use_recovery(row: Authenticator, digits: str, *, now: datetime) -> Proof | None:
    # Marks the code as used under the row's lock, which we hold already.
    codes = RecoveryCodes(row)
    if not codes.validate_code(digits):
        return None
    codes.instance.last_used_at = now
    codes.instance.save(update_fields=["last_used_at"])
    return Proof.RECOVERY


def _note(user: User, visitor: Visitor, result: AuthResult, rule: str) -> None:
    record_event(AuthEventKind.SECOND_FACTOR, result, visitor=visitor, user=user, rule=rule)
