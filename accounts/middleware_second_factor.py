"""Keeps the platform's administration behind a second factor, whatever page of it is asked for."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django_tenants.utils import get_public_schema_name

from accounts.domain.second_factor.requirements import admin_age
from accounts.web.second_factor.guards import ask_for_factor

ADMINISTRATION = "/admin/"


class SecondFactorMiddleware:
    """Lets a platform admin into ``/admin/`` only with a second factor of these hours.

    In front of every page there, also those that Django's administration leaves open (its sign-in,
    sign-out and password pages) and those that an app adds without its gate. People without the
    right are told so by the gate itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _refusal(request) or self.get_response(request)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if not request.path_info.startswith(ADMINISTRATION):
        return None
    if connection.schema_name != get_public_schema_name():
        return None
    user = request.user
    if not (user.is_authenticated and user.is_active):
        return redirect_to_login(_wanted(request))
    return ask_for_factor(request, within=admin_age()) if user.is_superuser else None


def _wanted(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in ("GET", "HEAD") else ADMINISTRATION
