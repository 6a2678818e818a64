"""The other ways to sign in, for templates."""

from typing import Any

from django import template

from accounts.addresses import is_platform
from accounts.domain.identities.providers import configured_providers

register = template.Library()


@register.inclusion_tag("accounts/social/_ways.html", takes_context=True)
def other_ways_to_sign_in(context: dict[str, Any]) -> dict[str, Any]:
    """Show a button of each provider, on the platform's host alone: providers know no other."""
    request = context["request"]
    return {
        "request": request,
        "providers": configured_providers(),
        "is_here": is_platform(request),
        "next": context.get("next", ""),
        "csrf_token": context.get("csrf_token", ""),
    }
