"""The way from the platform's site into a salon's back office."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.domain.tickets import issue_ticket
from accounts.models import User
from accounts.web.tickets import ticket_path
from tenants.addresses import BACK_OFFICE, salon_url
from tenants.domain.signup import owned_salons
from tenants.models import Tenant
from tenants.queries import platform_domain


def address_into(
    tenant: Tenant, user: User, *, language: str, proofs: dict[str, Any] | None = None
) -> str:
    """Return the address that takes ``user`` into the back office, signed in, in her language.

    Good once, for a minute. ``proofs``: what she has shown in the session that asks.
    """
    site = salon_url(platform_domain(tenant).domain)
    chosen = reverse("choose_language", args=[language], urlconf=settings.ROOT_URLCONF)
    path = f"{chosen}?{urlencode({'next': BACK_OFFICE})}"
    secret = issue_ticket(user, host=urlsplit(site).netloc, next_path=path, data=proofs)
    return site.rstrip("/") + ticket_path(secret)


def salon_hosts() -> str:
    """Return the hosts of salons as a source of the content security policy."""
    return salon_url(f"*.{settings.PLATFORM_DOMAIN}").rstrip("/")


def back_offices(user: User) -> list[tuple[Tenant, str]]:
    """Return the salons that the person owns, with the addresses of their back offices."""
    return [
        (tenant, salon_url(domain.domain) + BACK_OFFICE.lstrip("/"))
        for tenant in owned_salons(user).prefetch_related("domains")
        for domain in tenant.domains.all()
        if domain.is_primary
    ]
