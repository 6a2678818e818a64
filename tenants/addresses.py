"""Addresses of salons as browsers reach them."""

from django.conf import settings


def salon_netloc(host: str) -> str:
    """Return the host with the port that browsers see, as in their Host header."""
    return f"{host}:{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else host


def salon_url(host: str) -> str:
    """Return the address of the storefront on ``host``, with scheme, port and final slash."""
    return f"{settings.PLATFORM_SCHEME}://{salon_netloc(host)}/"
