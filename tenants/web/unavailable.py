"""How a host answers whose salon is not there for what was asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.api.problems import json_problem
from foundation.errors import DomainError


def unavailable(
    request: HttpRequest, refusal: DomainError, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Return the refusal in the form that was asked for: a page, or a problem for programs."""
    response: HttpResponse
    if request.path_info.startswith("/api/") or not request.accepts("text/html"):
        response = json_problem(request, refusal)
    else:
        response = render(request, template, context, status=refusal.status)
        response["Retry-After"] = str(refusal.retry_after)
    # Django logs every 503 as an error of ours; this one is the salon's state.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
