"""Clients of the sign-in: an app, a browser."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

NOOR = "noor.localhost"
REEM = "reem.localhost"
PLATFORM = "localhost"
PHONE = "+966500000777"
_MANY = ((10_000, 600),)
# No window and no breaker in the way of a test about something else.
PLENTY = {
    **dict.fromkeys(("phone_sends", "device_sends", "device_phones"), _MANY),
    **dict.fromkeys(("address_sends", "address_phones", "address_newcomers"), _MANY),
    **dict.fromkeys(("prefix_sends", "address_guesses", "device_guesses"), _MANY),
    **dict.fromkeys(("prefix_block_sends", "breaker_sends"), 10**6),
}


@dataclass
class Caller:
    """A client of one host, with the sandbox that receives its codes."""

    client: Client
    sandbox: Any

    def call(self, method: str, path: str, body: Any = None, **headers: Any) -> Any:
        """Send JSON to an address below /api/auth/."""
        return self.client.generic(
            method,
            f"/api/auth/{path}",
            data="" if body is None else json.dumps(body),
            content_type="application/json",
            **self._csrf() | headers,
        )

    def request(self, phone_number: str = PHONE) -> Any:
        return self.call("POST", "phone/request/", {"phone_number": phone_number})

    def verify(self, **body: Any) -> Any:
        return self.call("POST", "phone/verify/", body)

    def code(self, phone_number: str = PHONE) -> str:
        """Return the newest code that reached the phone."""
        return str(self.sandbox.latest_code(phone_number))

    def sign_in(self, phone_number: str = PHONE) -> Any:
        """Ask for a code, read it, prove it."""
        challenge_id = self.request(phone_number).json()["challenge_id"]
        return self.verify(challenge_id=challenge_id, code=self.code(phone_number))

    def _csrf(self) -> dict[str, str]:
        cookie = self.client.cookies.get("csrftoken")
        return {"HTTP_X_CSRFTOKEN": cookie.value} if cookie else {}


def app_caller(host: str, sandbox: Any, **headers: str) -> Caller:
    return Caller(Client(HTTP_HOST=host, HTTP_X_CLIENT="app", **headers), sandbox)


def browser_caller(host: str, sandbox: Any) -> Caller:
    caller = Caller(Client(HTTP_HOST=host, enforce_csrf_checks=True), sandbox)
    caller.call("GET", "csrf/")
    return caller


def wrong(code: str) -> str:
    """Return another six digits."""
    return f"{(int(code) + 1) % 10**6:06}"
