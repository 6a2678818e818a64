"""Addresses of our hosts as browsers reach them."""

from django.conf import settings


def netloc_of(host: str) -> str:
    """Return the host with the port that browsers see, as in their Host header."""
    return f"{host}:{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else host


def site_url(host: str) -> str:
    """Return the address of the front page on ``host``, with scheme, port and final slash."""
    return f"{settings.PLATFORM_SCHEME}://{netloc_of(host)}/"
