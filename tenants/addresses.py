"""Addresses of salons as browsers reach them."""

from foundation.addresses import netloc_of as salon_netloc
from foundation.addresses import site_url as salon_url

# Where a salon's people work, on each of its hosts.
BACK_OFFICE = "/manage/"

__all__ = ["BACK_OFFICE", "salon_netloc", "salon_url"]
