"""What allauth may do with people: look. Signing in, numbers and messages are ours."""

from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest

from accounts.models import User
from foundation.masking import mask_phone


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes every door of allauth that would find, make or verify a person without our code."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return []

    def is_safe_url(self, url: str | None) -> bool:
        """Take a path of this host only: a sibling salon is another house."""
        if not url:
            return False
        parts = urlsplit(url)
        return parts.netloc in ("", context.request.get_host()) and parts.path.startswith("/")

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return user.phone_number, user.is_phone_verified

    def get_user_by_phone(self, phone: str) -> None:
        return None

    def login(self, request: HttpRequest, user: User) -> NoReturn:
        self._refuse()

    def save_user(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def set_phone(self, user: User, phone: str, verified: bool) -> NoReturn:
        self._refuse()

    def set_phone_verified(self, user: User, phone: str) -> NoReturn:
        self._refuse()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_: Any) -> NoReturn:
        self._refuse()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: people are told by SMS."""

    @staticmethod
    def _refuse() -> NoReturn:
        raise RuntimeError("allauth must not sign people in or change them")


def masked_name(user: User) -> str:
    """Return how half-signed-in answers name a person: without the number."""
    return user.get_full_name() or mask_phone(user.phone_number)
