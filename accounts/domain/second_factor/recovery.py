"""Recovery codes: ten numbers on paper for the day when every device is lost."""

from django.db import transaction
from django.utils import timezone

from accounts.allauth_bridge.mfa import Authenticator, RecoveryCodes
from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.domain.second_factor.errors import FactorNotFound
from accounts.domain.second_factor.factors import FactorKind, has_factor
from accounts.enums import AuthEventKind
from accounts.locks import lock_authenticators, lock_person
from accounts.models import User
from accounts.visitors import Visitor

SEEN = "viewed_at"


def make_missing_codes(user: User) -> None:
    """Make the codes of a person who has none; under the lock of the person."""
    RecoveryCodes.activate(user)


def make_new_codes(user: User, *, visitor: Visitor) -> None:
    """Make ten codes in place of the old ones. Raises FactorNotFound where there is no factor."""
    with transaction.atomic():
        lock_person(user.pk)
        if not has_factor(user):
            raise FactorNotFound
        for row in lock_authenticators(user.pk):
            if row.type == FactorKind.RECOVERY:
                row.delete()
        RecoveryCodes.activate(user)
    kind = FactorKind.RECOVERY
    record_event(AuthEventKind.FACTOR_ADDED, visitor=visitor, user=user, rule=kind.value)
    notify_person(user, AuthEventKind.FACTOR_ADDED, name=kind.label)


def take_unseen_codes(user: User) -> list[str]:
    """Return codes that nobody has seen yet, this once; nothing the next time."""
    with transaction.atomic():
        row = _codes(lock_authenticators(user.pk))
        if row is None or SEEN in row.data:
            return []
        row.data[SEEN] = timezone.now().timestamp()
        row.save(update_fields=["data"])
    return list(RecoveryCodes(row).generate_codes())


def has_unseen_codes(user: User) -> bool:
    """Return whether codes wait to be shown."""
    row = _codes(_stored(user))
    return row is not None and SEEN not in row.data


def codes_left(user: User) -> int:
    """Return how many codes are unused."""
    row = _codes(_stored(user))
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def _codes(rows: "list[Authenticator]") -> Authenticator | None:
    return next((row for row in rows if row.type == FactorKind.RECOVERY), None)


def _stored(user: User) -> "list[Authenticator]":
    return list(Authenticator.objects.filter(user_id=user.pk, type=FactorKind.RECOVERY))
