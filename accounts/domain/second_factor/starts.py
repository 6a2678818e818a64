"""How often one address may begin with a passkey: each beginning is a row of a session."""

from django.db import transaction
from django.utils import timezone

from accounts.domain.limits.windows import Counter, address_block, take_places
from accounts.thresholds import thresholds
from accounts.visitors import Visitor


def count_start(visitor: Visitor) -> None:
    """Count one. Raises Throttled."""
    block = address_block(visitor.address)
    with transaction.atomic():
        take_places(
            [Counter("address", block, "passkey", thresholds().passkey_starts)], now=timezone.now()
        )
