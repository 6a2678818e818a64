"""Walks through pages as a browser without JavaScript does."""

import re
from typing import Any

from django.test import Client

from tests.accounts.callers import PHONE


class Visit:
    """One browser at one host; CSRF tokens are taken from the pages, as forms do."""

    def __init__(self, host: str, language: str, sandbox: Any) -> None:
        self.client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
        self.language = language
        self.sandbox = sandbox

    def path(self, name: str) -> str:
        return f"/{self.language}/account/{name}"

    def get(self, path: str, **query: str) -> Any:
        return self.client.get(path, query)

    def post(self, name: str, *, page: str | None = None, **fields: str) -> Any:
        """Post a form of an account page; ``page`` is the one that shows it."""
        html = self.client.get(self.path(name if page is None else page)).content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
        data = fields | {"csrfmiddlewaretoken": token.group(1) if token else ""}
        return self.client.post(self.path(name), data)

    def ask_code(self, phone_number: str = PHONE, **fields: str) -> Any:
        return self.post("login/", phone_number=phone_number, **fields)

    def enter_code(self, code: str = "", phone_number: str = PHONE) -> Any:
        return self.post("code/", code=code or self.sandbox.latest_code(phone_number))

    def sign_in(self, phone_number: str = PHONE, **fields: str) -> Any:
        self.ask_code(phone_number, **fields)
        return self.enter_code(phone_number=phone_number)

    def is_signed_in(self) -> bool:
        return bool(self.client.get("/api/auth/me/").status_code == 200)
