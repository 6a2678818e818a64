"""Addresses of salons as browsers reach them."""

from django.conf import settings


def salon_url(host: str) -> str:
    """Return the address of the storefront on ``host``, with scheme, port and final slash."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PLATFORM_SCHEME}://{host}{port}/"
