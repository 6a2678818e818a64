"""Refusals in Authentica's forms; the documents show one of them, clients the others."""

from __future__ import annotations

from ..modes import Modes
from ..refusal import Refusal
from ..store import Json


class UnauthorizedError(Refusal):
    """Documented: 401 with a list of objects."""

    status = 401

    def body(self, _modes: Modes) -> Json:
        return {"errors": [{"message": "Unauthorized"}]}


class InvalidFieldsError(Refusal):
    """Wrong fields: 422 or 400 (a mode decides) with a map of texts."""

    def __init__(self, status: int, errors: dict[str, str]) -> None:
        super().__init__("Invalid fields")
        self.status = status
        self.errors = errors

    def body(self, _modes: Modes) -> Json:
        texts = {name: [text] for name, text in self.errors.items()}
        return {"message": next(iter(self.errors.values())), "errors": texts}


class TextError(Refusal):
    """A refusal with a status and a text only."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text

    def body(self, _modes: Modes) -> Json:
        return {"success": False, "message": self.text}


def no_credit(modes: Modes) -> TextError:
    """Seen by clients: 402, or a 400 whose text speaks of the balance."""
    return TextError(int(modes.authentica_no_credit_status), "Insufficient balance")


def too_many() -> TextError:
    """Documented: 429, without a figure and without Retry-After."""
    return TextError(429, "Too many requests")
