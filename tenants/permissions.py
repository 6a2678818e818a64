"""Named predicates: who may do what with a salon's place on the platform.

Permissions are those of the salon that the connection is set to.
"""

from typing import Any


def can_manage_domains(user: Any) -> bool:
    """Return whether the person may change the salon's web addresses: its owner."""
    return bool(user.is_active and user.has_perm("tenants.change_domain"))
