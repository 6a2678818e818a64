"""What a salon answers that works in another deployment by now."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.api.problems import json_problem
from tenants.errors import SalonMoved

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
        if request.path_info.startswith("/api/"):
            answer: HttpResponse = json_problem(
                request, SalonMoved(retry_after=RETRY_AFTER_SECONDS)
            )
        else:
            answer = render(request, "tenants/moved.html", {"tenant": tenant}, status=503)
            answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return answer
