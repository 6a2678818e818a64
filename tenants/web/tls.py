"""For which names the proxy may fetch a certificate: Caddy's on-demand TLS asks here."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tenants.domain.domains.hosts import canonical_host
from tenants.errors import InvalidDomain
from tenants.queries import is_served


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Answer 200 for a host that we serve, 404 for every other and for what is no host.

    One look at the registry's unique index; no session, no cookie. Caddy asks before it fetches
    a certificate: anything but 200 keeps strangers from using up the authority's limits.
    """
    try:
        host = canonical_host(request.GET.get("domain", ""))
    except InvalidDomain:
        return _answer("no", 404)
    return _answer("yes", 200) if is_served(host) else _answer("no", 404)


def _answer(word: str, status: int) -> HttpResponse:
    return HttpResponse(f"{word}\n", status=status, content_type="text/plain")
