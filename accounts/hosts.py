"""The hosts of salons that a person may cross to. The app that knows the salons fills this in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.errors import CrossingRefused
from foundation.addresses import netloc_of, site_url


@dataclass(frozen=True)
class Destination:
    """A host that works now, by its exact name, and the salon that people know it by."""

    hostname: str
    name: str

    @property
    def host(self) -> str:
        """Return it as browsers say it, port included."""
        return netloc_of(self.hostname)

    @property
    def origin(self) -> str:
        return site_url(self.hostname).rstrip("/")


# Given a host name as it came and who asks, perhaps nobody yet.
Finder = Callable[[str, Any], Destination | None]

_finders: list[Finder] = []


def register_finder(finder: Finder) -> Finder:
    """Have ``finder`` asked for destinations; for an app's ``ready``."""
    _finders.append(finder)
    return finder


def destination_of(host: str, *, user: Any) -> Destination:
    """Return where ``user`` wants to go. Raises CrossingRefused for no host of an open salon."""
    for finder in _finders:
        found = finder(host, user)
        if found is not None:
            return found
    raise CrossingRefused
