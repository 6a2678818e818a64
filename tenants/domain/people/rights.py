"""Who may do what in a salon: one table, from which everything else is made.

The predicates of every app read it (``may``), Wagtail's groups are filled from it
(``cms.domain.roles``), the tests of every page against every role are generated from it.
A change here reaches existing salons with the next ``migrate_schemas``; our own pages follow at
once. The reasons: docs/decisions, "Roles of a salon".
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.tenancy.models import current_schema_name
from tenants.enums import Role
from tenants.membership.models import UserGroup


class Right(models.TextChoices):
    """One thing that somebody may do in a salon's back office."""

    ENTER = "enter", _("enter the back office")
    SEE_OWN_DAY = "see_own_day", _("see their own appointments")
    SEE_CALENDAR = "see_calendar", _("see everybody's appointments")
    SEE_CONTACTS = "see_contacts", _("see customers' phone numbers")
    RUN_APPOINTMENTS = "run_appointments", _("receive customers, change and cancel appointments")
    OVERBOOK = "overbook", _("book beside other visits and outside working hours")
    MANAGE_CUSTOMERS = "manage_customers", _("block customers, merge what was written down twice")
    SEE_HEALTH = "see_health", _("read customers' health notes")
    SEE_MONEY = "see_money", _("see prices and payments")
    REFUND = "refund", _("give payments back")
    EDIT_CATALOGUE = "edit_catalogue", _("change services, prices, team and working hours")
    EDIT_STOREFRONT = "edit_storefront", _("change the site's pages and pictures")
    EDIT_SETTINGS = "edit_settings", _("change the salon's profile and booking rules")
    SEE_PEOPLE = "see_people", _("see who works in the salon's back office")
    MANAGE_PEOPLE = "manage_people", _("invite people, change roles, remove people")
    SEE_LOG = "see_log", _("read the activity log")
    MANAGE_ADDRESSES = "manage_addresses", _("manage web addresses")
    SEE_ACCOUNT = "see_account", _("see the salon's account")
    MANAGE_ACCOUNT = "manage_account", _("export everything and close the salon")


# A platform admin who was let in (tenants.domain.support): a holder of rights beside the roles.
SUPPORT = "support"
_O, _M, _R, _S, _X = Role.OWNER, Role.MANAGER, Role.RECEPTION, Role.STYLIST, SUPPORT

# fmt: off
HOLDERS: dict[Right, frozenset[str]] = {
    Right.ENTER:            frozenset({_O, _M, _R, _S, _X}),
    Right.SEE_OWN_DAY:      frozenset({_O, _M, _R, _S, _X}),
    Right.SEE_CALENDAR:     frozenset({_O, _M, _R,     _X}),
    Right.SEE_CONTACTS:     frozenset({_O, _M, _R,     _X}),
    Right.RUN_APPOINTMENTS: frozenset({_O, _M, _R,     _X}),
    Right.OVERBOOK:         frozenset({_O, _M}),
    Right.MANAGE_CUSTOMERS: frozenset({_O, _M,         _X}),
    # A stylist's: of who comes to her today or later (booking.permissions.can_see_health).
    Right.SEE_HEALTH:       frozenset({_O, _M,     _S}),
    Right.SEE_MONEY:        frozenset({_O, _M, _R,     _X}),
    Right.REFUND:           frozenset({_O, _M,         _X}),
    Right.EDIT_CATALOGUE:   frozenset({_O, _M,         _X}),
    Right.EDIT_STOREFRONT:  frozenset({_O, _M,         _X}),
    Right.EDIT_SETTINGS:    frozenset({_O, _M,         _X}),
    Right.SEE_PEOPLE:       frozenset({_O, _M,         _X}),
    # Not support: whoever it lets in would stay.
    Right.MANAGE_PEOPLE:    frozenset({_O, _M}),
    Right.SEE_LOG:          frozenset({_O,             _X}),
    Right.MANAGE_ADDRESSES: frozenset({_O,             _X}),
    Right.SEE_ACCOUNT:      frozenset({_O,             _X}),
    Right.MANAGE_ACCOUNT:   frozenset({_O}),
}
# fmt: on
# Of those who manage people: which roles each gives, changes and takes away. Nobody else's role
# is touched: an owner is made and unmade by owners alone.
GIVES: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(Role),
    Role.MANAGER: frozenset({Role.RECEPTION, Role.STYLIST}),
}
_CACHE = "_salon_roles"


def rights_of(holder: str | None) -> frozenset[Right]:
    """Return the rights of a role, of SUPPORT, or of nobody."""
    return frozenset(right for right, holders in HOLDERS.items() if holder in holders)


def may(user: Any, right: Right) -> bool:
    """Return whether the person has the right in the salon that the connection is set to."""
    return bool(user.is_active and holder_of(user) in HOLDERS[right])


def holder_of(user: Any) -> str | None:
    """Return the person's role in the current salon, SUPPORT for a platform admin, or None.

    Asked of the salon's own groups, once for a user object: a change of the role holds from the
    next request on.
    """
    if user.pk is None:
        return None
    if user.is_superuser:
        return SUPPORT
    known: dict[str, str | None] = user.__dict__.setdefault(_CACHE, {})
    schema = current_schema_name()
    if schema not in known:
        known[schema] = _role_in_groups(user)
    return known[schema]


def forget_holder(user: Any) -> None:
    """Make the user object ask again: its role was changed."""
    user.__dict__.pop(_CACHE, None)
    for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(name, None)


def gives(user: Any) -> frozenset[Role]:
    """Return the roles that the person may give and take in the current salon."""
    if not may(user, Right.MANAGE_PEOPLE):
        return frozenset()
    return GIVES.get(Role(str(holder_of(user))), frozenset())


def _role_in_groups(user: Any) -> str | None:
    names = UserGroup.objects.filter(user_id=user.pk, group__name__in=Role.values)
    name: str | None = names.values_list("group__name", flat=True).first()
    return name
