"""Requests to Moyasar: keys, time limits, and what may be repeated.

Keys and bodies are never logged: webhooks and errors carry secrets and people's data.
"""

import logging
import re
import time
from collections.abc import Mapping
from typing import Any

import requests

from billing.moyasar.answers import read_answer
from billing.moyasar.errors import EdgeBlocked, MoyasarError, OutcomeUnknown, RateLimited

logger = logging.getLogger(__name__)

# A stock agent is turned away by the edge protection in front of Moyasar.
USER_AGENT = "Salon/1.0"
# Connect, read: reads are repeated, so they may be shorter than writes.
READ_TIMEOUT = (4.0, 10.0)
WRITE_TIMEOUT = (4.0, 25.0)
PAUSES = (0.2, 0.6)
# Whoever has a token and a key can charge the card.
TOKEN = re.compile(r"/tokens/[^/]+")


class Transport:
    """One account at Moyasar, by its secret key. Every method raises MoyasarError."""

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
        return f"{type(self).__name__}({self._base_url!r})"

    def read(self, path: str, *, params: Mapping[str, str] | None = None) -> Any:
        """GET, repeated after an unclear or busy answer: reading changes nothing."""
        for pause in self._pauses:
            try:
                return self._call("GET", path, params=params)
            except (OutcomeUnknown, EdgeBlocked, RateLimited):
                time.sleep(pause)
        return self._call("GET", path, params=params)

    def write(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Send once; repeat only what never reached Moyasar's code (edge block).

        Returns None for an answer without a body.
        """
        for pause in self._pauses:
            try:
                return self._call(method, path, json=body)
            except EdgeBlocked:
                time.sleep(pause)
        return self._call(method, path, json=body)

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
            shown = TOKEN.sub("/tokens/…", path)
            logger.info("moyasar %s %s: %s in %.0f ms", method, shown, outcome, spent)

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
