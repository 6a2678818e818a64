"""What a salon that is not open answers."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

OPEN_PATHS = (
    *("/static/", "/theme.css", "/media/", "/language/", "/favicon.ico"),
    *("/manage/", "/account/", "/ar/account/", "/en/account/"),
)
RETRY_AFTER_SECONDS = 3600


class SalonStateMiddleware:
    """Answers 503 with a friendly page for a suspended or closed salon; its data stay.

    The back office stays reachable, so that the owner can put things right.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant = connection.tenant
        if getattr(tenant, "is_open", True) or request.path_info.startswith(OPEN_PATHS):
            return self.get_response(request)
        if request.path_info.startswith("/api/"):
            from foundation.api.problems import json_problem
            from tenants.errors import SalonClosed

            response: HttpResponse = json_problem(
                request, SalonClosed(retry_after=RETRY_AFTER_SECONDS)
            )
        else:
            response = render(request, "tenants/closed.html", {"tenant": tenant}, status=503)
            response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
