"""Signing in before a page, without losing what the visitor was about to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

View = Callable[..., HttpResponse]


def send_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect to the sign-in page, which comes back to this address."""
    return redirect_to_login(request.get_full_path(), login_url=reverse("account_login"))


def signed_in(view: View) -> View:
    """Let only signed-in people in; send others to sign in and back."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return send_to_sign_in(request)
        return view(request, *args, **kwargs)

    return wrapped
