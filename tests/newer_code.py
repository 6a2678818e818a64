"""A deployment whose code shapes salons differently from the template that was built."""

from collections.abc import Iterator
from contextlib import contextmanager

from tenants.domain.schemas.template import heads_hash
from tenants.signals import template_fingerprint


@contextmanager
def newer_code() -> Iterator[None]:
    """Add to what shapes a salon: the stored template is stale while this lasts."""

    def tomorrow(sender, **kwargs):
        return "of tomorrow"

    template_fingerprint.connect(tomorrow)
    heads_hash.cache_clear()
    try:
        yield
    finally:
        template_fingerprint.disconnect(tomorrow)
        heads_hash.cache_clear()
