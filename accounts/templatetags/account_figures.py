"""How the platform's page of codes writes numbers."""

from typing import Any

from django import template

from foundation.money import table_amount

register = template.Library()
register.filter("amount", table_amount)


@register.filter
def share(percent: int | None) -> str:
    """Return ``64 %``, a dash where there is nothing to divide."""
    return "—" if percent is None else f"{percent} %"


@register.filter
def limit(value: Any) -> str:
    """Return windows as ``3 / 600 s, 6 / 3600 s``, anything else as it is."""
    if not isinstance(value, tuple):
        return str(value)
    return ", ".join(
        f"{each[0]} / {each[1]} s" if isinstance(each, tuple) else str(each) for each in value
    )
