"""States of a salon, kinds of salons, roles of people in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TenantStatus(models.TextChoices):
    """Life of a salon on the platform."""

    TRIAL = "trial", _("trial")
    ACTIVE = "active", _("active")
    PAST_DUE = "past_due", _("past due")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")
    ERASED = "erased", _("erased")


TENANT_TRANSITIONS: dict[str, frozenset[str]] = {
    TenantStatus.TRIAL: frozenset(
        {TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.CLOSED}
    ),
    TenantStatus.ACTIVE: frozenset(
        {TenantStatus.PAST_DUE, TenantStatus.SUSPENDED, TenantStatus.CLOSED}
    ),
    TenantStatus.PAST_DUE: frozenset(
        {TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.CLOSED}
    ),
    TenantStatus.SUSPENDED: frozenset({TenantStatus.ACTIVE, TenantStatus.CLOSED}),
    TenantStatus.CLOSED: frozenset({TenantStatus.ACTIVE, TenantStatus.ERASED}),
    TenantStatus.ERASED: frozenset(),
}
OPEN_STATUSES = frozenset({TenantStatus.TRIAL, TenantStatus.ACTIVE, TenantStatus.PAST_DUE})


class Audience(models.TextChoices):
    """Whom a salon serves."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")
    EVERYONE = "everyone", _("women and men")


class Role(models.TextChoices):
    """What a person is in a salon; each is a group of that name in the salon's schema."""

    OWNER = "owner", _("owner")
    MANAGER = "manager", _("manager")
    RECEPTION = "reception", _("reception")
    STYLIST = "stylist", _("stylist")
