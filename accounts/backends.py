"""Authentication without passwords."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.lookups import person_of_id
from accounts.models import User


class PhoneBackend(ModelBackend):
    """Loads users and their permissions; signs nobody in by password."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        return None

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session; None for one who may not sign in any more."""
        person = person_of_id(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
