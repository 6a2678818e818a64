"""Addresses and keys of the sandbox; the only place that holds defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Documented key shape: pk_test_ or sk_test_ followed by 40 characters.
PUBLISHABLE_KEY = "pk_test_SalonSandboxPublishableKey00000000000001"
SECRET_KEY = "sk_test_SalonSandboxSecretKey0000000000000000001"  # noqa: S105 - no secret
WEBHOOK_SECRET = "sandbox-webhook-secret"  # noqa: S105 - no secret
AUTHENTICA_KEY = "sandbox-authentica-key"
OIDC_CLIENT_ID = "salon-demo"
OIDC_CLIENT_SECRET = "sandbox-oidc-secret"  # noqa: S105 - no secret

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8001
DEFAULT_STATE = "sandbox.sqlite3"
MEMORY = ":memory:"

MOYASAR_PREFIX = "/moyasar/v1"
AUTHENTICA_PREFIX = "/authentica/api/v2"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that is fixed while the sandbox runs."""

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    public_url: str = ""
    state: str = MEMORY
    webhook_url: str = ""
    # The name server's, UDP and TCP; None: there is none, 0: any free one.
    dns_port: int | None = None
    publishable_key: str = PUBLISHABLE_KEY
    secret_key: str = SECRET_KEY
    webhook_secret: str = WEBHOOK_SECRET
    authentica_key: str = AUTHENTICA_KEY
    oidc_client_id: str = OIDC_CLIENT_ID
    oidc_client_secret: str = OIDC_CLIENT_SECRET

    @property
    def base_url(self) -> str:
        """Address that browsers use, without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")


def settings_from_environment(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an unset or empty variable keeps its default.

    Raises ValueError, which names the variable, when a port is not a number.
    """

    def read(name: str, default: str) -> str:
        return environ.get(name) or default

    def number(name: str) -> int | None:
        text = read(name, "")
        if text and not (text.isascii() and text.isdigit()):
            raise ValueError(f"{name} is not a number.")
        return int(text) if text else None

    return Settings(
        host=read("SANDBOX_HOST", DEFAULT_HOST),
        port=DEFAULT_PORT if (port := number("SANDBOX_PORT")) is None else port,
        public_url=read("SANDBOX_PUBLIC_URL", ""),
        state=read("SANDBOX_STATE", DEFAULT_STATE),
        webhook_url=read("SANDBOX_WEBHOOK_URL", ""),
        dns_port=number("SANDBOX_DNS_PORT"),
        publishable_key=read("MOYASAR_PUBLISHABLE_KEY", PUBLISHABLE_KEY),
        secret_key=read("MOYASAR_SECRET_KEY", SECRET_KEY),
        webhook_secret=read("MOYASAR_WEBHOOK_SECRET", WEBHOOK_SECRET),
        authentica_key=read("AUTHENTICA_API_KEY", AUTHENTICA_KEY),
        oidc_client_id=read("OIDC_CLIENT_ID", OIDC_CLIENT_ID),
        oidc_client_secret=read("OIDC_CLIENT_SECRET", OIDC_CLIENT_SECRET),
    )
