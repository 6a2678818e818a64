"""Addresses of salons as browsers reach them."""

from foundation.addresses import netloc_of as salon_netloc
from foundation.addresses import site_url as salon_url

__all__ = ["salon_netloc", "salon_url"]
