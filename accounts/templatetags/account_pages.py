"""What the account's templates ask for."""

from typing import Any

from django import template

from accounts.web.navigation import Tab, tabs

register = template.Library()


@register.simple_tag(takes_context=True)
def account_tabs(context: dict[str, Any]) -> list[Tab]:
    """Return the tabs of the account's pages."""
    return tabs(context["request"])
