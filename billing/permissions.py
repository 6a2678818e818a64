"""Named predicates: who may do what with billing. Shared by pages, API and templates.

Permissions are those of the salon that the connection is set to.
"""

from typing import Any


def can_view_payments(user: Any) -> bool:
    """Return whether the person may see the salon's payments."""
    return bool(user.is_active and user.has_perm("billing.view_payment"))


def can_refund_payments(user: Any) -> bool:
    """Return whether the person may give money back."""
    return bool(user.is_active and user.has_perm("billing.add_refund"))
