"""The client of Authentica's API, version 2."""

import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import requests
from django.conf import settings
from urllib3.exceptions import NewConnectionError

from foundation.masking import mask_phone
from notifications.authentica.errors import AuthenticaError, OutcomeUnknown, Unreachable
from notifications.authentica.parsing import check_accepted, read_balance, read_verdict

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
    # (channel, language) -> the account's number of the template.
    templates: dict[tuple[str, str], int]
    timeout: tuple[float, float] = TIMEOUT

    @classmethod
    def from_settings(cls) -> "AuthenticaClient":
        """Return the client of the account that the settings name."""
        return cls(
            base_url=settings.AUTHENTICA_BASE_URL,
            api_key=settings.AUTHENTICA_API_KEY,
            sender_name=settings.AUTHENTICA_SENDER_NAME,
            templates={
                ("sms", "ar"): settings.AUTHENTICA_TEMPLATE_AR,
                ("sms", "en"): settings.AUTHENTICA_TEMPLATE_EN,
                ("whatsapp", "ar"): settings.AUTHENTICA_WHATSAPP_TEMPLATE_AR,
                ("whatsapp", "en"): settings.AUTHENTICA_WHATSAPP_TEMPLATE_EN,
            },
        )

    def __repr__(self) -> str:
        return f"AuthenticaClient({self.base_url})"

    def send_code(
        self, *, phone_number: str, code: str | None, language: str, channel: str
    ) -> None:
        """Send a code by the vendor's template of the channel and language.

        ``code``: ours; None lets the vendor make one, which ``verify_code`` then asks about.
        Raises AuthenticaError.
        """
        body: dict[str, Any] = {
            "method": channel,
            "phone": phone_number,
            "template_id": self.templates.get((channel, language), self.templates[channel, "ar"]),
        }
        if code is not None:
            body["otp"] = code
        self._send("send-otp", body, flag_required=True)

    def verify_code(self, *, phone_number: str, code: str) -> bool:
        """Ask the vendor about a code that it made: True only for a clear yes.

        A second question after silence is safe: a right code that the vendor already took is
        then refused, which costs the person a new code and lets nobody in. Raises AuthenticaError
        where the answer is no answer.
        """
        body = {"phone": phone_number, "otp": code}
        with self._logged("verify-otp", phone_number) as outcome:
            try:
                response = self._ask("POST", "verify-otp", body)
            except OutcomeUnknown:
                response = self._ask("POST", "verify-otp", body)
            outcome.text = "right" if (is_right := read_verdict(response)) else "wrong"
        return is_right

    def balance(self) -> Decimal:
        """Return what is left on the account, in the vendor's unit. Raises AuthenticaError."""
        return read_balance(self._ask_with_retry("GET", "balance", None))

    def send_text(self, *, phone_number: str, text: str) -> None:
        """Send a free text by SMS under our sender name. Raises AuthenticaError."""
        body = {"phone": phone_number, "message": text, "sender_name": self.sender_name}
        # The answer of this call is documented nowhere: a flag may be missing.
        self._send("send-sms", body, flag_required=False)

    def _send(self, path: str, body: dict[str, Any], *, flag_required: bool) -> None:
        with self._logged(path, body["phone"]):
            response = self._ask_with_retry("POST", path, body)
            check_accepted(response, flag_required=flag_required)

    @contextmanager
    def _logged(self, path: str, phone_number: str) -> Iterator[SimpleNamespace]:
        """Write one line about a call: what became of it, never what was in it."""
        started, level = time.monotonic(), logging.INFO
        outcome = SimpleNamespace(text="accepted")
        try:
            yield outcome
        except AuthenticaError as error:
            outcome.text, level = str(error), logging.WARNING
            raise
        finally:
            took = round((time.monotonic() - started) * 1000)
            phone = mask_phone(phone_number)
            logger.log(level, "authentica %s to %s: %s, %d ms", path, phone, outcome.text, took)

    def _ask_with_retry(
        self, method: str, path: str, body: dict[str, Any] | None
    ) -> requests.Response:
        """Ask; once more after a pause where no connection came about, the only safe case."""
        try:
            return self._ask(method, path, body)
        except Unreachable:
            time.sleep(random.uniform(0.1, LONGEST_PAUSE))  # noqa: S311 - jitter, no secret
        return self._ask(method, path, body)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> requests.Response:
        try:
            return requests.request(
                method,
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
