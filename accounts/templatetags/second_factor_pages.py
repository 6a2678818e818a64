"""What the templates of second factors ask for."""

from typing import Any

from django import template

from accounts.addresses import is_platform

register = template.Library()


@register.simple_tag(takes_context=True)
def passkey_here(context: dict[str, Any]) -> bool:
    """Return whether passkeys work on the page's host: the platform's alone."""
    return is_platform(context["request"])
