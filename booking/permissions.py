"""Named predicates: who may do what with booking. Shared by pages, API and templates.

Permissions are those of the salon that the connection is set to.
"""

from typing import Any


def can_view_appointments(user: Any) -> bool:
    """Return whether the person may see the salon's appointments."""
    return bool(user.is_active and user.has_perm("booking.view_appointment"))


def can_change_appointments(user: Any) -> bool:
    """Return whether the person may move the salon's appointments from state to state."""
    return bool(user.is_active and user.has_perm("booking.change_appointment"))
