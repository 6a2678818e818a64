"""The way back to the door that sent a person to add a second factor."""

from django.http import HttpRequest
from django_tenants.utils import get_tenant_domain_model

from accounts.web.redirects import NEXT, safe_next
from accounts.web.second_factor.guards import FROM
from foundation.addresses import netloc_of, site_url

KEY = "_second_factor_return"


def keep_return(request: HttpRequest) -> None:
    """Remember the path, and the salon's host, that the address of this page names."""
    path = safe_next(request.GET.get(NEXT))
    if path:
        request.session[KEY] = {"path": path, "host": _known_host(request.GET.get(FROM, ""))}


def return_address(request: HttpRequest) -> str:
    """Return where to go on once a factor is there, empty where nobody waits.

    A salon is entered by the hand-off, which takes the proofs along.
    """
    kept = request.session.get(KEY) or {}
    path, host = kept.get("path", ""), kept.get("host", "")
    return site_url(host).rstrip("/") + path if path and host else path


def forget_return(request: HttpRequest) -> None:
    """Drop it: she is on her way."""
    request.session.pop(KEY, None)


def _known_host(netloc: str) -> str:
    """Return the host if it is one of ours: an address that somebody made up leads nowhere."""
    host = netloc.partition(":")[0].lower()
    domains = get_tenant_domain_model().objects
    is_ours = netloc.lower() == netloc_of(host) and domains.filter(domain=host).exists()
    return host if is_ours else ""
