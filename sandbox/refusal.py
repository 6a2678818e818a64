"""The error a handler raises to refuse a call, whichever provider it stands for."""

from __future__ import annotations

from abc import ABC, abstractmethod

from .modes import Modes
from .store import Json


class Refusal(Exception, ABC):
    """Becomes an answer with this status and the provider's own body."""

    status: int = 400

    @abstractmethod
    def body(self, _modes: Modes) -> Json:
        """Return the body as the provider words it."""
