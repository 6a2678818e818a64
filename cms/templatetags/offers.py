"""What the storefront says of a service."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from salons.domain.prices import ShownPrice, shown_price
from salons.models import Clientele

register = template.Library()

# Nothing where it is for everyone. Whole phrases: Arabic joins "for" to its word.
ONLY_FOR = {
    Clientele.WOMEN: _("For women"),
    Clientele.MEN: _("For men"),
    Clientele.CHILDREN: _("For children"),
}


@register.simple_tag
def offer_price(service: Any) -> ShownPrice:
    """Return the price of the list by those who do it (``salons.queries.offer_lookups``)."""
    return shown_price(service, [skill.price_minor for skill in service.doers])


@register.filter
def only_for(service: Any) -> str:
    """Return whom the service is for, an empty text where it is for everyone."""
    return str(ONLY_FOR.get(service.clientele, ""))
