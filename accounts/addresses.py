"""Addresses on the platform's own host, where identity lives."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from foundation.addresses import site_url


def is_platform(request: HttpRequest) -> bool:
    """Return whether the request came to the platform's own host."""
    return request.get_host().partition(":")[0] == settings.PLATFORM_DOMAIN


def platform_page(name: str, *args: str) -> str:
    """Return the whole address of a page of the platform's host, in the current language."""
    path = reverse(name, urlconf=settings.PUBLIC_SCHEMA_URLCONF, args=args)
    return site_url(settings.PLATFORM_DOMAIN).rstrip("/") + path
