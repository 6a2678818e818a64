"""Authentication without passwords."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest


class PhoneBackend(ModelBackend):
    """Loads users and their permissions; signs nobody in by password."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        return None
