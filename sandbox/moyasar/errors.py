"""Refusals in Moyasar's form: type, message, errors."""

from __future__ import annotations

from typing import Any

from ..modes import Modes
from ..refusal import Refusal
from ..store import Json

# Sources disagree on these names (live notes against the docs), so a mode picks one.
DOCS_TYPES = {"validation_error": "invalid_request_error", "record_not_found": "api_error"}


class MoyasarError(Refusal):
    """Documented body: `type`, `message`, and `errors` (field to texts, text, or null)."""

    def __init__(self, status: int, type_: str, message: str, errors: Any = None) -> None:
        super().__init__(message)
        self.status = status
        self.type = type_
        self.message = message
        self.errors = errors

    def body(self, modes: Modes) -> Json:
        errors = self.errors
        if modes.errors_as_string and isinstance(errors, dict):
            errors = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in errors.items())
        type_ = DOCS_TYPES.get(self.type, self.type) if modes.error_types == "docs" else self.type
        return {"type": type_, "message": self.message, "errors": errors}


class Problems:
    """Collects field errors, to be raised together."""

    def __init__(self) -> None:
        self.errors: dict[str, list[str]] = {}

    def add(self, name: str, text: str) -> None:
        self.errors.setdefault(name, []).append(text)

    def raise_if_any(self) -> None:
        if self.errors:
            raise invalid(self.errors)


def invalid(errors: dict[str, list[str]]) -> MoyasarError:
    """Seen live: 400 validation_error with texts by field."""
    return MoyasarError(400, "validation_error", "Validation Failed", errors)


def refused(message: str, errors: Any = None) -> MoyasarError:
    """Documented: 400 invalid_request_error for a wrong state or combination."""
    return MoyasarError(400, "invalid_request_error", message, errors)


def not_found() -> MoyasarError:
    """Seen live: 404 record_not_found; the docs say api_error."""
    return MoyasarError(404, "record_not_found", "Object not found")


def unauthorized() -> MoyasarError:
    """Documented: 401 for a missing or unknown key."""
    return MoyasarError(401, "authentication_error", "Invalid authorization credentials")


def not_permitted() -> MoyasarError:
    """Documented: 403 api_error for a publishable key on a secret route."""
    return MoyasarError(403, "api_error", "User not authorized")


def used_given_id() -> MoyasarError:
    """Seen live: a repeated given_id is refused, even for the very same payment."""
    text = "The given_id provided has been already used with a different payment."
    return MoyasarError(400, "used_given_id", text)
