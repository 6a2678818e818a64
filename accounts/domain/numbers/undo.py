"""Taking a change of number back, by the link in the message to the old number."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.allauth_bridge.owned import forget_since
from accounts.domain.events import record_event
from accounts.domain.numbers.change import take_number, undo_hash
from accounts.domain.sessions.ends import sign_out_everywhere
from accounts.enums import AuthEventKind, AuthResult, NumberChange
from accounts.errors import PhoneTaken, UndoInvalid
from accounts.locks import lock_numbers, lock_people, lock_undo
from accounts.models import PhoneHistory, User
from accounts.visitors import Visitor

_K = AuthEventKind


@dataclass(frozen=True)
class Undoing:
    """What the link would do: give the number back to the person."""

    phone_number: str


@sensitive_variables("secret")
def undo_of(secret: str) -> Undoing:
    """Return what the link is good for. Raises UndoInvalid."""
    change = PhoneHistory.objects.filter(undo_hash=undo_hash(secret)).first()
    return Undoing(_require_good(change, now=timezone.now()).phone_number)


@sensitive_variables("secret")
def undo_phone_change(secret: str, *, visitor: Visitor) -> User:
    """Give the old number back, whatever number the person has by now, and end every session.

    What came to the account since is not hers either: later changes cannot be undone any more,
    and identities, second factors and devices of that time open nothing. A second call is refused.
    Raises UndoInvalid, also where somebody else has proved the number meanwhile.
    """
    change = PhoneHistory.objects.filter(undo_hash=undo_hash(secret)).first()
    try:
        person = _undo(_require_good(change, now=timezone.now()), visitor=visitor)
    except PhoneTaken:
        record_event(
            AuthEventKind.PHONE_CHANGED,
            AuthResult.REFUSED,
            visitor=visitor,
            user=change.user if change else None,
            rule=UndoInvalid.code,
        )
        raise UndoInvalid from None
    sign_out_everywhere(person, visitor=visitor)
    record_event(AuthEventKind.PHONE_CHANGED, visitor=visitor, user=person, rule="undone")
    return person


def _undo(change: PhoneHistory, *, visitor: Visitor) -> User:
    now, back = timezone.now(), change.phone_number
    with transaction.atomic():
        lock_numbers([change.user.phone_number, back])
        people = lock_people(Q(pk=change.user_id) | Q(phone_number=back))
        # Somebody may have used the link while this one waited.
        _require_good(lock_undo(change.undo_hash or ""), now=now)
        person = next(each for each in people if each.pk == change.user_id)
        PhoneHistory.objects.create(
            user=person, phone_number=person.phone_number, reason=NumberChange.UNDONE, until=now
        )
        others = [each for each in people if each.pk != person.pk]
        take_number(person, back, holders=others, now=now)
        PhoneHistory.objects.filter(
            user=person, until__gte=change.until, undo_hash__isnull=False, undone_at=None
        ).update(undone_at=now)
        _forget_since(person, change.until, visitor=visitor)
    return person


def _forget_since(person: User, moment: datetime, *, visitor: Visitor) -> None:
    identities, factors = forget_since(person, moment)
    person.devices.filter(proved_at__gte=moment).delete()
    for kind, count in (_K.IDENTITY_UNLINKED, identities), (_K.FACTOR_REMOVED, factors):
        if count:
            record_event(kind, visitor=visitor, user=person, rule="undone")


def _require_good(change: PhoneHistory | None, *, now: datetime) -> PhoneHistory:
    is_good = (
        change is not None
        and change.undone_at is None
        and change.undo_until is not None
        and change.undo_until > now
        and change.user.is_active
    )
    if not is_good or change is None:
        raise UndoInvalid
    return change
