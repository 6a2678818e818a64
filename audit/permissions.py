"""Who may read the log."""

from typing import Any


def can_view_log(user: Any) -> bool:
    """Return whether the person may read what was done in this salon."""
    return bool(user.has_perm("audit.view_auditentry"))
