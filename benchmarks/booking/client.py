"""Posting to a server, each time on a connection of its own."""

import http.client
import json
import time
from typing import Any

from benchmarks.booking.salon import CSRF


class Poster:
    """One client of one server."""

    def __init__(self, port: int, host: str, path: str, cookies: str = "") -> None:
        self.port, self.path = port, path
        self.headers = {"Host": host, "Content-Type": "application/json"}
        if cookies:
            self.headers |= {"Cookie": cookies, "X-CSRFToken": CSRF}

    def post(self, body: dict[str, Any]) -> float:
        """Send one booking; return the seconds until it was there."""
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("POST", self.path, json.dumps(body), self.headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        seconds = time.perf_counter() - started
        if answer.status != 201:
            raise RuntimeError(f"{self.path} answered {answer.status}: {text[:300]!r}")
        return seconds
