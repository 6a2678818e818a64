"""What its owner does with a second factor later: another name, or away with it."""

from django.db import transaction

from accounts.allauth_bridge.owned import FACTORS
from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.domain.second_factor.errors import FactorNotFound, LastFactorNeeded
from accounts.domain.second_factor.factors import Factor, FactorKind, factor_from
from accounts.domain.second_factor.passkeys import passkey_name
from accounts.domain.second_factor.requirements import must_have_factor
from accounts.enums import AuthEventKind
from accounts.locks import lock_authenticators, lock_person
from accounts.models import User
from accounts.visitors import Visitor


def remove_factor(user: User, factor_id: int, *, visitor: Visitor) -> Factor:
    """Remove one of the person's factors; with the last one go the recovery codes.

    Raises FactorNotFound, and LastFactorNeeded for people who may not be without one.
    """
    with transaction.atomic():
        lock_person(user.pk)
        rows = lock_authenticators(user.pk)
        factors = {row.pk: row for row in rows if row.type in FACTORS}
        if factor_id not in factors:
            raise FactorNotFound
        is_last = len(factors) == 1
        if is_last and must_have_factor(user):
            raise LastFactorNeeded
        removed = factor_from(factors[factor_id])
        for row in rows if is_last else [factors[factor_id]]:
            row.delete()
    record_event(AuthEventKind.FACTOR_REMOVED, visitor=visitor, user=user, rule=removed.kind.value)
    notify_person(user, AuthEventKind.FACTOR_REMOVED, name=removed.kind.label)
    return removed


def rename_passkey(user: User, factor_id: int, *, name: str) -> None:
    """Give one of the person's passkeys another name. Raises FactorNotFound."""
    with transaction.atomic():
        rows = {row.pk: row for row in lock_authenticators(user.pk)}
        row = rows.get(factor_id)
        if row is None or row.type != FactorKind.PASSKEY:
            raise FactorNotFound
        row.data["name"] = passkey_name(name)
        row.save(update_fields=["data"])
