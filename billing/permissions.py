"""Named predicates: who may do what with billing. Shared by pages, API and templates.

Rights are those in the salon that the connection is set to (``tenants.domain.people.rights``).
"""

from typing import Any

from tenants.domain.people.rights import Right, may


def can_view_payments(user: Any) -> bool:
    """Return whether the person may see the salon's payments."""
    return may(user, Right.SEE_MONEY)


def can_refund_payments(user: Any) -> bool:
    """Return whether the person may give money back."""
    return may(user, Right.REFUND)
