"""A visitor who goes to a provider and comes back, as a browser without JavaScript does."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from tests.accounts.callers import PHONE
from tests.accounts.web.visitor import Visit

START, HERE = "/account/social/", "http://localhost"


def mock_provider(name: str, address: str) -> dict[str, Any]:
    """Return the configuration of a provider for which any client will do."""
    return {
        "provider_id": name,
        "name": name.title(),
        "client_id": f"salon-{name}",
        "secret": "any",
        "settings": {"server_url": address},
    }


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def address_on(page: Any) -> str:
    """Return where the page "On to …" leads, by itself and by its link."""
    html = page.content.decode()
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', html)
    assert found
    assert f'href="{found.group(1)}" rel="noreferrer"' in html
    return unescape(found.group(1))


class Traveller(Visit):
    """Knows her way through "Continue with …"; has chosen her language."""

    def __init__(self, host: str, language: str, sandbox: Any) -> None:
        super().__init__(host, language, sandbox)
        self.client.cookies["django_language"] = language

    def leave(self, provider: str = "mock", *, link: bool = False, **fields: str) -> str:
        """Press the button; return the provider's address that the page leads to."""
        page = self.press(provider, link=link, **fields)
        assert page.status_code == 200, (page.status_code, page.headers)
        return address_on(page)

    def press(self, provider: str = "mock", *, link: bool = False, **fields: str) -> Any:
        if link:
            return self.post(f"social/to/{provider}/link/", page="social/", **fields)
        return self.post(f"social/to/{provider}/", page="login/", **fields)

    def agree(self, address: str, sub: str = "noura", **form: str) -> str:
        """Say yes at the provider; return the address that leads back."""
        form = form or {"sub": sub, "subject": f"demo-{sub}"}
        answer = requests.post(address, data=form, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def come_back(self, address: str) -> Any:
        assert address.startswith(f"{HERE}{START}"), address
        return self.client.get(address.removeprefix(HERE))

    def arrive(self, provider: str = "mock", sub: str = "noura", **options: Any) -> Any:
        """Go there and back again."""
        return self.come_back(self.agree(self.leave(provider, **options), sub))

    def prove_phone(self, phone_number: str = PHONE) -> Any:
        """Prove a number for the identity that waits."""
        self.post("social/phone/", phone_number=phone_number)
        return self.enter_identity_code(phone_number=phone_number)

    def enter_identity_code(self, code: str = "", phone_number: str = PHONE) -> Any:
        code = code or self.sandbox.latest_code(phone_number)
        return self.post("social/phone/code/", code=code)

    def me(self) -> str | None:
        """Return the number of whoever is signed in."""
        answer = self.client.get("/api/auth/me/")
        return str(answer.json()["phone_number"]) if answer.status_code == 200 else None

    def told(self) -> str:
        """Return what the next page says above its content."""
        html = self.client.get(self.path("login/")).content.decode()
        texts = re.findall(r'<p class="alert alert--\w+">.*?<span>(.*?)</span></p>', html, re.S)
        return unescape(re.sub(r"<[^>]+>", "", texts[0])) if texts else ""
