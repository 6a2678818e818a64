"""What the account's templates ask for."""

from typing import Any

from django import template
from django.utils.translation import get_language

from accounts.addresses import is_platform
from accounts.web.navigation import Tab, tabs
from accounts.web.sessions.crossing import start_path

register = template.Library()


@register.simple_tag(takes_context=True)
def account_tabs(context: dict[str, Any]) -> list[Tab]:
    """Return the tabs of the account's pages."""
    return tabs(context["request"])


@register.simple_tag(takes_context=True)
def salon_account_link(context: dict[str, Any], next_path: str) -> str:
    """Return the way in by way of the platform's host, empty on that host itself."""
    if is_platform(context["request"]):
        return ""
    return start_path(next_path or f"/{get_language()}/")
