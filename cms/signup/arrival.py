"""The way from the platform's site into a salon's back office."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accounts.domain.sessions.crossings import prepare_crossing
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.web.sessions.crossing import start_path
from tenants.addresses import BACK_OFFICE, salon_url
from tenants.domain.opening.signup import owned_salons
from tenants.models import Tenant
from tenants.queries import platform_domain


def address_into(session: SessionStore, tenant: Tenant, *, language: str) -> str:
    """Return the address that takes the person of the session into the back office, signed in.

    In her language. Good in this browser, once, for some minutes; what she has shown in the
    session goes along.
    """
    hostname = platform_domain(tenant).domain
    prepare_crossing(session, hostname)
    chosen = reverse("choose_language", args=[language], urlconf=settings.ROOT_URLCONF)
    path = f"{chosen}?{urlencode({'next': BACK_OFFICE})}"
    return salon_url(hostname).rstrip("/") + start_path(path)


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
