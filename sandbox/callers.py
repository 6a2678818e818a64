"""Plain calls to the two APIs, and a receiver of webhooks, for tests of the sandbox itself."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
from werkzeug import Request, Response
from werkzeug.serving import make_server

from . import config
from .server import POLL_SECONDS, QuietHandler
from .store import Json

TIMEOUT = 10


@dataclass(frozen=True)
class MoyasarCaller:
    """Calls Moyasar's routes with the secret key unless told otherwise."""

    base: str
    key: str = config.SECRET_KEY

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        options.setdefault("auth", (self.key, ""))
        wait = options.pop("timeout", TIMEOUT)
        address = self.base + path
        return requests.request(method, address, allow_redirects=False, timeout=wait, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.call("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> requests.Response:
        return self.call("POST", path, json=body, **options)

    def put(self, path: str, body: Any = None, **options: Any) -> requests.Response:
        return self.call("PUT", path, json=body, **options)

    def pay(self, number: str = "4111111111111111", **changes: Any) -> Json:
        """Create a card payment with the publishable key and return it."""
        body = payment_body(number, **changes)
        reply = self.post("/payments", body, auth=(config.PUBLISHABLE_KEY, ""))
        assert reply.status_code == 201, reply.text
        created: Json = reply.json()
        return created

    def answer(self, payment: Json, result: str = "AUTHENTICATED") -> requests.Response:
        """Submit the bank page of a payment."""
        address = payment["source"]["transaction_url"].replace("prepare", "set_auth_result")
        form = {"auth_result": result}
        return requests.post(address, data=form, allow_redirects=False, timeout=TIMEOUT)

    def paid(self, number: str = "4111111111111111", **changes: Any) -> Json:
        """Create a payment, answer its bank page and return it as it is afterwards."""
        payment = self.pay(number, **changes)
        self.answer(payment)
        return self.fetched(payment["id"])

    def fetched(self, payment_id: str) -> Json:
        body: Json = self.get(f"/payments/{payment_id}").json()
        return body


def payment_body(number: str = "4111111111111111", **changes: Any) -> Json:
    """Return a creation body; `source` changes are laid over the card."""
    card = {
        "type": "creditcard",
        "name": "Sara Ali",
        "number": number,
        "month": 12,
        "year": 2035,
        "cvc": "1234" if number.startswith(("34", "37")) else "123",
        **changes.pop("source", {}),
    }
    body: Json = {
        "amount": 11500,
        "currency": "SAR",
        "description": "Booking BK-1042",
        "callback_url": "http://noor.localhost:8000/pay/return/BK-1042",
        "source": card,
        **changes,
    }
    return body


@dataclass(frozen=True)
class AuthenticaCaller:
    """Calls Authentica's routes with the sandbox key."""

    base: str
    key: str = config.AUTHENTICA_KEY

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> requests.Response:
        options.setdefault("headers", {"X-Authorization": self.key})
        wait = options.pop("timeout", TIMEOUT)
        return requests.request(method, self.base + path, json=body, timeout=wait, **options)

    def send_otp(self, phone: str = "+966501234567", **changes: Any) -> requests.Response:
        body = {"method": "sms", "phone": phone, "template_id": 1, **changes}
        return self.call("POST", "/send-otp", body)

    def verify_otp(self, otp: Any, phone: str = "+966501234567") -> requests.Response:
        return self.call("POST", "/verify-otp", {"phone": phone, "otp": otp})


@dataclass
class WebhookReceiver:
    """Keeps what was posted to it; `answers` are used up first, then it says 200."""

    url: str = ""
    bodies: list[Json] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        return [str(body.get("type")) for body in self.bodies]

    def wait(self, count: int, timeout: float = 5) -> list[Json]:
        """Return the bodies once there are `count` of them; raises TimeoutError."""
        deadline = time.monotonic() + timeout
        while len(self.bodies) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.bodies)} of {count} webhooks came")
            time.sleep(0.005)
        return self.bodies

    def take(self, request: Request) -> Response:
        self.methods.append(request.method)
        self.hosts.append(request.host)
        self.bodies.append(json.loads(request.get_data()))
        return Response("noted", status=self.answers.pop(0) if self.answers else 200)


@contextmanager
def running_receiver() -> Iterator[WebhookReceiver]:
    """Serve a receiver on a free port until the block ends."""
    receiver = WebhookReceiver()
    server = make_server(
        config.DEFAULT_HOST,
        0,
        Request.application(receiver.take),
        threaded=True,
        request_handler=QuietHandler,
    )
    receiver.url = f"http://{config.DEFAULT_HOST}:{server.port}/hooks/moyasar"
    thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
