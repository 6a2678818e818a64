"""The first pages of a storefront, in Arabic and English."""

from typing import Any


def seed_pages() -> None:
    """Make the page tree in the current schema."""


def set_site_address(tenant: Any) -> None:
    """Set host name and port of the salon's Wagtail site."""
