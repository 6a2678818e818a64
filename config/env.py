"""Typed readers of the environment. Nothing else in the project reads ``os.environ``.

A value that is present but odd is an error at start-up, never a silent default.
"""

import os
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
# libpq's names of the parts of an address, and Django's.
CONNECTION_KEYS = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}


def text(name: str, default: str = "") -> str:
    """Return the variable, or ``default`` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str) -> str:
    """Return the variable; raise ImproperlyConfigured where it is unset or empty."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def secret(name: str, *, min_length: int = 32) -> str:
    """Return a required secret of at least ``min_length`` characters."""
    value = required(name)
    if len(value) < min_length:
        raise ImproperlyConfigured(f"{name} must have at least {min_length} characters.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Read a yes/no value written as 1/0, true/false, yes/no, on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value in TRUE_WORDS


def integer(name: str, default: int, *, minimum: int = 0, maximum: int = 2**31) -> int:
    """Read a whole number between ``minimum`` and ``maximum``."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not minimum <= int(value) <= maximum:
        raise ImproperlyConfigured(
            f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}."
        )
    return int(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Read a comma-separated list."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else list(default)


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    """Read one of ``options``."""
    value = text(name, default)
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(options)}, not {value!r}.")
    return value


def url(name: str, default: str = "") -> str:
    """Read an absolute http(s) address; the trailing slash is removed."""
    value = text(name, default)
    if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
        raise ImproperlyConfigured(f"{name} must be an http or https address, not {value!r}.")
    return value.rstrip("/")


def database(name: str) -> dict[str, object]:
    """Read a libpq connection string (URL or key=value form) as Django's connection settings."""
    try:
        parts = conninfo_to_dict(required(name))
    except Exception as error:  # psycopg repeats the string, which may hold a password
        raise ImproperlyConfigured(f"{name} is not a PostgreSQL connection string.") from error
    settings: dict[str, object] = {
        CONNECTION_KEYS[key]: str(parts.pop(key)) for key in CONNECTION_KEYS if key in parts
    }
    if "NAME" not in settings:
        raise ImproperlyConfigured(f"{name} names no database.")
    return settings | {"OPTIONS": dict(parts)}


def social_providers() -> dict[str, dict[str, Any]]:
    """Return allauth's providers for which the environment has credentials.

    ``GOOGLE_CLIENT_ID`` with ``GOOGLE_CLIENT_SECRET``; ``APPLE_CLIENT_ID``, ``APPLE_KEY_ID``,
    ``APPLE_TEAM_ID``, ``APPLE_PRIVATE_KEY``; any other by ``OIDC_NAME``, ``OIDC_SERVER_URL``,
    ``OIDC_CLIENT_ID``, ``OIDC_CLIENT_SECRET``. ``GOOGLE_APP_CLIENT_IDS`` and
    ``APPLE_APP_CLIENT_IDS`` (comma-separated) are the names of our apps there, whose ID tokens are
    taken as well.
    """
    found: dict[str, dict[str, Any]] = {}
    app: dict[str, Any]
    if client_id := text("GOOGLE_CLIENT_ID"):
        app = {
            "client_id": client_id,
            "secret": required("GOOGLE_CLIENT_SECRET"),
            "settings": {"app_client_ids": words("GOOGLE_APP_CLIENT_IDS")},
        }
        found["google"] = {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    if client_id := text("APPLE_CLIENT_ID"):
        app = {
            "client_id": client_id,
            "secret": required("APPLE_KEY_ID"),
            "key": required("APPLE_TEAM_ID"),
            "settings": {
                "certificate_key": required("APPLE_PRIVATE_KEY").replace("\\n", "\n"),
                "app_client_ids": words("APPLE_APP_CLIENT_IDS"),
            },
        }
        found["apple"] = {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    if server := url("OIDC_SERVER_URL"):
        app = {
            "provider_id": "oidc",
            "name": text("OIDC_NAME", "OpenID"),
            "client_id": required("OIDC_CLIENT_ID"),
            "secret": required("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": server},
        }
        found["openid_connect"] = {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    return found
