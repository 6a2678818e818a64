"""Named predicates: who may do what with a salon's place on the platform.

Permissions are those of the salon that the connection is set to.
"""

from typing import Any

from tenants.enums import Role
from tenants.membership.models import UserGroup


def can_manage_domains(user: Any) -> bool:
    """Return whether the person may change the salon's web addresses: its owner."""
    return bool(user.is_active and user.has_perm("tenants.change_domain"))


def can_view_account(user: Any) -> bool:
    """Return whether the person may see the salon's account: its owners, the platform's people."""
    return bool(user.is_active and user.has_perm("tenants.view_salonexport"))


def can_manage_account(user: Any) -> bool:
    """Return whether the person may fetch everything of the salon or close it: its owners alone.

    Asks for the role itself: a platform admin has every permission and still no right to this.
    """
    if not user.is_active or user.pk is None:
        return False
    return UserGroup.objects.filter(user_id=user.pk, group__name=Role.OWNER).exists()
