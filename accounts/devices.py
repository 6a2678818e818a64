"""Knows a browser or app again, by a secret that it was given with its first code.

A browser keeps it in a cookie of its host, an app sends it in the header ``X-Device``; the answer
to an app's first request for a code carries that header. Only a hash is stored, and nothing
before a code is asked for: visitors who only look are not remembered.
"""

import secrets
from collections.abc import Callable
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.domain.sessions.devices import find_device
from accounts.enums import SessionKind
from accounts.models import Device
from accounts.visitors import NewDevice

DEVICE_HEADER = "X-Device"
# As long as browsers keep a cookie at most; renewed while the device is used.
COOKIE_AGE = 400 * 86400


class RequestDevice:
    """The device behind a request. The database is asked when somebody wants to know."""

    def __init__(self, request: HttpRequest) -> None:
        self.is_app = getattr(request, "is_app_client", False)
        self._cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        self._header = request.headers.get(DEVICE_HEADER, "")

    @property
    def secret(self) -> str:
        return self._header if self.is_app else self._cookie

    @cached_property
    def known(self) -> Device | None:
        """The row of the secret, of its own kind of client only."""
        kind = SessionKind.APP if self.is_app else SessionKind.WEB
        return find_device(self.secret, kind=kind) if self.secret else None

    @cached_property
    def new(self) -> NewDevice | None:
        """What the device becomes known by if it gets a code; None for a known one."""
        return None if self.known else NewDevice(secret=secrets.token_urlsafe(32))

    @property
    def id(self) -> UUID | None:
        return self.known.pk if self.known else None

    def secret_to_give(self) -> str:
        """Return the secret that the answer takes along, an empty string where there is none."""
        new = self.__dict__.get("new")
        if new is not None and new.is_kept:
            return str(new.secret)
        known = self.__dict__.get("known")
        return self.secret if known is not None and known.was_touched else ""


class DeviceMiddleware:
    """Sets ``request.device``; gives its secret to a device that got one. After the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        device = RequestDevice(request)
        request.device = device  # type: ignore[attr-defined]
        response = self.get_response(request)
        secret = device.secret_to_give()
        if secret and device.is_app:
            response[DEVICE_HEADER] = secret
        elif secret:
            response.set_cookie(
                settings.DEVICE_COOKIE_NAME,
                secret,
                max_age=COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
