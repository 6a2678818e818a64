"""Calls to Moyasar with the secret key.

Keys and bodies are never logged: webhooks and errors carry secrets and people's data.
"""

import logging
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import requests
from django.conf import settings

from billing.moyasar.answers import read_answer
from billing.moyasar.errors import EdgeBlocked, MoyasarError, OutcomeUnknown, RateLimited
from billing.moyasar.parsing import ProviderPage, ProviderPayment, parse_page, parse_payment

logger = logging.getLogger(__name__)

# A stock agent is turned away by the edge protection in front of Moyasar.
USER_AGENT = "Salon/1.0"
# Connect, read: reads are repeated, so they may be shorter than writes.
READ_TIMEOUT = (4.0, 10.0)
WRITE_TIMEOUT = (4.0, 25.0)
PAUSES = (0.2, 0.6)


class MoyasarClient:
    """One account at Moyasar. Every method raises MoyasarError."""

    def __init__(
        self,
        *,
        base_url: str,
        secret_key: str,
        read_timeout: tuple[float, float] = READ_TIMEOUT,
        write_timeout: tuple[float, float] = WRITE_TIMEOUT,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._secret_key = secret_key
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._pauses = pauses

    def __repr__(self) -> str:
        return f"MoyasarClient({self._base_url!r})"

    def fetch_payment(self, payment_id: UUID) -> ProviderPayment:
        """Return the payment as it is now. Raises NotFound before the payer sent the card."""
        return parse_payment(self._read(f"/payments/{payment_id}"))

    def list_payments(
        self, filters: Mapping[str, str] | None = None, *, page: int = 1
    ) -> ProviderPage:
        """Return one page, newest first. Filters are Moyasar's own: ``created[gt]``, ``status``."""
        return parse_page(self._read("/payments", params={**(filters or {}), "page": str(page)}))

    def refund_payment(self, payment_id: UUID, *, amount_minor: int) -> ProviderPayment:
        """Give back ``amount_minor``; not idempotent: after OutcomeUnknown fetch and compare."""
        return self._act(payment_id, "refund", {"amount": amount_minor})

    def void_payment(self, payment_id: UUID) -> ProviderPayment:
        """Cancel the whole payment before it is settled (about two hours)."""
        return self._act(payment_id, "void", {})

    def capture_payment(
        self, payment_id: UUID, *, amount_minor: int | None = None
    ) -> ProviderPayment:
        """Take all or part of an authorized payment."""
        body = {} if amount_minor is None else {"amount": amount_minor}
        return self._act(payment_id, "capture", body)

    def _act(self, payment_id: UUID, verb: str, body: Mapping[str, Any]) -> ProviderPayment:
        """POST once. Repeats only what never reached Moyasar's code (edge block)."""
        path = f"/payments/{payment_id}/{verb}"
        for pause in self._pauses:
            try:
                return parse_payment(self._call("POST", path, json=body))
            except EdgeBlocked:
                time.sleep(pause)
        return parse_payment(self._call("POST", path, json=body))

    def _read(self, path: str, **options: Any) -> Any:
        """GET, repeated after an unclear or busy answer: reading changes nothing."""
        for pause in self._pauses:
            try:
                return self._call("GET", path, **options)
            except (OutcomeUnknown, EdgeBlocked, RateLimited):
                time.sleep(pause)
        return self._call("GET", path, **options)

    def _call(self, method: str, path: str, **options: Any) -> Any:
        started = time.monotonic()
        outcome = "no answer"
        try:
            answer = self._send(method, path, **options)
            outcome = str(answer.status_code)
            return read_answer(answer)
        except requests.RequestException as error:
            # Not the error itself: its text repeats the address and can repeat headers.
            outcome = type(error).__name__
            raise OutcomeUnknown(outcome) from None
        except MoyasarError as error:
            outcome = f"{outcome} {type(error).__name__}"
            raise
        finally:
            spent = (time.monotonic() - started) * 1000
            logger.info("moyasar %s %s: %s in %.0f ms", method, path, outcome, spent)

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        return requests.request(
            method,
            self._base_url + path,
            auth=(self._secret_key, ""),
            headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
            timeout=self._read_timeout if method == "GET" else self._write_timeout,
            allow_redirects=False,
            **options,
        )


def moyasar_client() -> MoyasarClient:
    """Return a client for the configured account."""
    return MoyasarClient(base_url=settings.MOYASAR_BASE_URL, secret_key=settings.MOYASAR_SECRET_KEY)
