"""Attributes what a request changes to the person and the address it came from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.context import acting, acting_in


class AuditMiddleware:
    """Opens one origin around the whole request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(acting_in(request)):
            return self.get_response(request)
