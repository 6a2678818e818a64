"""Links the identity that waited for a second factor, and tells the person."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.domain.identities.arrivals import link_proved
from accounts.domain.identities.providers import provider_name
from accounts.models import User
from accounts.web.refusals import explain
from foundation.errors import DomainError


def link_after_sign_in(request: HttpRequest, user: User) -> None:
    """Link what waited. A refusal is told: she is signed in all the same."""
    try:
        identity = link_proved(request, user)
    except DomainError as refusal:
        messages.error(request, explain(refusal))
        return
    if identity is not None:
        name = provider_name(identity.provider)
        messages.success(request, _("%(provider)s is linked now.") % {"provider": name})
