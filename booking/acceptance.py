"""From where a customer accepts the policy of her booking."""

from typing import Any

from accounts.visitors import address_of, visitor_of
from booking.domain.policy.accepting import Acceptance


def accepted_by(request: Any, *, version: str = "") -> Acceptance:
    """Return the acceptance that a request is; ``version``: of the words that it was about."""
    visitor = visitor_of(request)
    return Acceptance(address=address_of(visitor), device=visitor.user_agent, version=version)
