"""Where a domain points: advice for the page, never a proof.

A proxy in front of the domain hides where it leads, so nothing is refused because of it.
"""

from enum import Enum

from django.conf import settings

from tenants.dns.errors import LookupFailure, NoSuchName, NoSuchRecord
from tenants.dns.resolver import Resolver


class Pointing(Enum):
    """What DNS says about where a host name leads."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"
    UNKNOWN = "unknown"


def where_it_points(resolver: Resolver, host: str) -> Pointing:
    """Return whether visitors of ``host`` arrive at the platform."""
    try:
        records = resolver.host_records(host)
        if records.canonical == settings.DOMAIN_TARGET_NAME.lower():
            return Pointing.HERE
        ours = settings.DOMAIN_TARGET_ADDRESSES or _addresses_of_target(resolver)
    except (NoSuchName, NoSuchRecord):
        return Pointing.NOWHERE
    except LookupFailure:
        return Pointing.UNKNOWN
    if not ours:
        return Pointing.UNKNOWN
    return Pointing.HERE if set(ours) & set(records.addresses) else Pointing.ELSEWHERE


def _addresses_of_target(resolver: Resolver) -> list[str]:
    try:
        return list(resolver.host_records(settings.DOMAIN_TARGET_NAME).addresses)
    except (NoSuchName, NoSuchRecord):
        return []
