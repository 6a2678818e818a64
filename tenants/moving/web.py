"""What a salon answers that works in another deployment by now."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from tenants.errors import SalonMoved
from tenants.web.unavailable import unavailable

# Browsers keep the old address for as long as the DNS told them to.
RETRY_AFTER_SECONDS = 300


class MovedSalonMiddleware:
    """Answers 503 to everybody, staff included: whatever was written here would be lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant = getattr(connection, "tenant", None)
        if getattr(tenant, "moved_at", None) is None:
            return self.get_response(request)
        if request.path_info.startswith("/static/"):
            return self.get_response(request)
        refusal = SalonMoved(retry_after=RETRY_AFTER_SECONDS)
        return unavailable(request, refusal, "tenants/moved.html", {"tenant": tenant})
