"""What allauth may do with identities of other providers: bring them to our own pages."""

from typing import Any, NoReturn

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider's claims never find, make or change a person."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, login: Any, email: str) -> None:
        return None

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> NoReturn:
        raise RuntimeError("allauth must not make people")
