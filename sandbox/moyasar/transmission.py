"""Puts one webhook on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

import requests

from ..store import Json

TIMEOUT_SECONDS = 10
MAX_KEPT_TEXT = 1000


@dataclass(frozen=True)
class Outcome:
    """What the receiver answered; code None when it could not be reached."""

    code: int | None
    message: str
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def ok(self) -> bool:
        """Documented: delivery counts as good on 2xx."""
        return self.code is not None and 200 <= self.code < 300


def send(url: str, method: str, body: Json) -> Outcome:
    """Send the body as JSON, without following redirects."""
    address, host = local_address(url)
    headers = {"Host": host, "User-Agent": "Moyasar-Sandbox/1.0"}
    try:
        with requests.Session() as session:
            # A proxy of the machine must not see local calls.
            session.trust_env = False
            answer = session.request(
                method.upper(),
                address,
                json=body,
                headers=headers,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
    except (requests.RequestException, ValueError) as error:
        return Outcome(None, type(error).__name__)
    text = answer.text[:MAX_KEPT_TEXT]
    return Outcome(answer.status_code, answer.reason or "", dict(answer.headers), text)


def local_address(url: str) -> tuple[str, str]:
    """Return the address to connect to and the Host to name.

    Browsers resolve *.localhost to this machine; many system resolvers do not.
    """
    parts = urlsplit(url)
    if not (parts.hostname or "").endswith(".localhost"):
        return url, parts.netloc
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(parts._replace(netloc=f"127.0.0.1{port}")), parts.netloc
