"""The client of Authentica's API, version 2."""

import logging
import random
import time
from dataclasses import dataclass
from typing import Any

import requests
from django.conf import settings
from urllib3.exceptions import NewConnectionError

from foundation.masking import mask_phone
from notifications.authentica.errors import AuthenticaError, OutcomeUnknown, Unreachable
from notifications.authentica.parsing import check_accepted

logger = logging.getLogger(__name__)

# Seconds to connect, seconds of silence while waiting for the answer. A person is waiting, too.
TIMEOUT = (3.05, 8.0)
LONGEST_PAUSE = 0.4


@dataclass(frozen=True, kw_only=True)
class AuthenticaClient:
    """Sends codes and texts. Neither the key nor a code nor a full number is ever logged."""

    base_url: str
    api_key: str
    sender_name: str
    templates: dict[str, int]
    timeout: tuple[float, float] = TIMEOUT

    @classmethod
    def from_settings(cls) -> "AuthenticaClient":
        """Return the client of the account that the settings name."""
        return cls(
            base_url=settings.AUTHENTICA_BASE_URL,
            api_key=settings.AUTHENTICA_API_KEY,
            sender_name=settings.AUTHENTICA_SENDER_NAME,
            templates={
                "ar": settings.AUTHENTICA_TEMPLATE_AR,
                "en": settings.AUTHENTICA_TEMPLATE_EN,
            },
        )

    def __repr__(self) -> str:
        return f"AuthenticaClient({self.base_url})"

    def send_code(self, *, phone_number: str, code: str, language: str, channel: str) -> None:
        """Send our own code by the vendor's template of the language. Raises AuthenticaError."""
        body = {
            "method": channel,
            "phone": phone_number,
            "template_id": self.templates.get(language, self.templates["ar"]),
            "otp": code,
        }
        self._send("send-otp", body, flag_required=True)

    def send_text(self, *, phone_number: str, text: str) -> None:
        """Send a free text by SMS under our sender name. Raises AuthenticaError."""
        body = {"phone": phone_number, "message": text, "sender_name": self.sender_name}
        # The answer of this call is documented nowhere: a flag may be missing.
        self._send("send-sms", body, flag_required=False)

    def _send(self, path: str, body: dict[str, Any], *, flag_required: bool) -> None:
        started = time.monotonic()
        outcome: str = "accepted"
        try:
            check_accepted(self._post_with_retry(path, body), flag_required=flag_required)
        except AuthenticaError as error:
            outcome = str(error)
            raise
        finally:
            level = logging.INFO if outcome == "accepted" else logging.WARNING
            milliseconds = round((time.monotonic() - started) * 1000)
            phone = mask_phone(body["phone"])
            logger.log(level, "authentica %s to %s: %s, %d ms", path, phone, outcome, milliseconds)

    def _post_with_retry(self, path: str, body: dict[str, Any]) -> requests.Response:
        """Post; once more after a pause where no connection came about, the only safe case."""
        try:
            return self._post(path, body)
        except Unreachable:
            time.sleep(random.uniform(0.1, LONGEST_PAUSE))  # noqa: S311 - jitter, no secret
        return self._post(path, body)

    def _post(self, path: str, body: dict[str, Any]) -> requests.Response:
        try:
            return requests.post(
                f"{self.base_url}/{path}",
                json=body,
                headers={
                    "X-Authorization": self.api_key,
                    "Accept": "application/json",
                    "User-Agent": "salon-platform/1",
                },
                timeout=self.timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            failure: AuthenticaError = (
                Unreachable() if _never_left(error) else OutcomeUnknown(type(error).__name__)
            )
        # Raised outside of the handler: requests' error carries the body, which holds the code.
        raise failure


def _never_left(error: requests.RequestException) -> bool:
    """Return whether the connection failed before anything was sent."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, NewConnectionError)
