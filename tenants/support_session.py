"""Keeps the platform's administrators out of the salons' hosts unless support was opened."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.domain.sign_in.completion import sign_out
from tenants.addresses import BACK_OFFICE
from tenants.domain.support import SESSION_KEY, current_access

# Where the back office sends her to show her second factor again.
CONFIRM = "/account/confirm/"


class SupportSessionMiddleware:
    """Signs an administrator's session in a salon out unless its support access is still open.

    Everywhere but in the back office, and where she confirms for it, she is nobody: support looks
    after the salon, it does not book or pay as a customer. Costs one query, for administrators
    only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.schema_name != "public" and getattr(request.user, "is_superuser", False):
            self._admit_or_drop(request)
        return self.get_response(request)

    @staticmethod
    def _admit_or_drop(request: HttpRequest) -> None:
        access = current_access(request.session, request.user)  # type: ignore[arg-type]
        if access is None:
            was_support = SESSION_KEY in request.session
            sign_out(request)
            _explain(request, was_support=was_support)
        elif _is_for_support(request.path_info):
            request.support_access = access  # type: ignore[attr-defined]
            request.acting_via = "support"  # type: ignore[attr-defined]
        else:
            request.user = AnonymousUser()


def _is_for_support(path: str) -> bool:
    return path.startswith(BACK_OFFICE) or path.endswith(CONFIRM)


def _explain(request: HttpRequest, *, was_support: bool) -> None:
    text = (
        _("Your support access has ended.")
        if was_support
        else _("Administrators of the platform enter a salon through the platform's salon list.")
    )
    messages.warning(request, text)
