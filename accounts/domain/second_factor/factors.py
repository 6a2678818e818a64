"""What a person has enrolled."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.allauth_bridge.mfa import Authenticator
from accounts.allauth_bridge.owned import factor_rows
from accounts.models import User


class FactorKind(TextChoices):
    """The kinds, named as ``allauth.mfa`` stores them."""

    TOTP = "totp", _("Authenticator app")
    PASSKEY = "webauthn", _("Passkey")
    RECOVERY = "recovery_codes", _("Recovery codes")


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A second factor as its owner sees it."""

    id: int
    kind: FactorKind
    name: str
    created_at: datetime
    last_used_at: datetime | None

    @property
    def is_passkey(self) -> bool:
        return self.kind == FactorKind.PASSKEY


def factors_of(user: User) -> list[Factor]:
    """Return the person's authenticator app and passkeys, oldest first."""
    return [factor_from(row) for row in factor_rows(user).order_by("pk")]


def factor_of(user: User, factor_id: int) -> Factor | None:
    """Return one of the person's factors, None for anybody else's."""
    return next((each for each in factors_of(user) if each.id == factor_id), None)


def has_factor(user: User) -> bool:
    """Return whether the person has a second factor."""
    return bool(factor_rows(user).exists())


def kinds_of(user: User) -> list[FactorKind]:
    """Return what the person may show: one row for each kind that she has."""
    rows = Authenticator.objects.filter(user_id=user.pk)
    return sorted({FactorKind(kind) for kind in rows.values_list("type", flat=True)})


def factor_from(row: Authenticator) -> Factor:
    """Return the stored row as its owner sees it, without what is secret of it."""
    kind = FactorKind(row.type)
    return Factor(
        id=row.pk,
        kind=kind,
        name=str(row.data.get("name") or kind.label),
        created_at=row.created_at,
        last_used_at=row.last_used_at,
    )
