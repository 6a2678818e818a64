"""What people are told by SMS of their place in a salon. In the salon's schema."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.domain.messages import queue_message
from tenants.addresses import salon_url
from tenants.enums import Role
from tenants.models import Invitation, Tenant
from tenants.queries import owners_of, platform_domain

INVITED = _("%(salon)s invites you to work in its back office. To answer: %(link)s")
CHANGED = _("%(salon)s: you are now %(role)s in the back office.")
REMOVED = _("%(salon)s: you no longer have access to the back office.")
OWNER_MADE = _("%(salon)s: %(person)s is now an owner of the salon.")
OWNER_GONE = _("%(salon)s: %(person)s is no longer an owner of the salon.")


def send_invitation(tenant: Tenant, invitation: Invitation, *, token: str) -> None:
    """Send the link. Whoever else reads it can do nothing with it: it wants a code on the number.

    In the language of who holds the number, where the platform knows her: only she reads it.
    """
    person = User.objects.filter(phone_number=invitation.phone_number).first()
    language = person.language if person else settings.LANGUAGE_CODE
    _send(
        tenant,
        INVITED,
        key=f"invitation:{invitation.pk}:{invitation.sends}",
        phone_number=invitation.phone_number,
        language=language,
        link=invitation_url(tenant, token, language=language),
    )


def invitation_url(tenant: Tenant, token: str, *, language: str) -> str:
    """Return the address of the page that answers an invitation, on the platform's host of it.

    An own domain may not lead here yet, or no longer.
    """
    with translation.override(language):
        path = reverse("account_invitation", args=[token], urlconf=settings.ROOT_URLCONF)
    return salon_url(platform_domain(tenant).domain).rstrip("/") + path


def tell_of_role(tenant: Tenant, user: User, *, role: Role) -> None:
    """Tell a person of her new role."""
    _tell(tenant, CHANGED, user, key=f"role:{user.pk}:{role}:{_moment()}", role=role.label)


def tell_of_removal(tenant: Tenant, user: User) -> None:
    """Tell a person that she was removed."""
    _tell(tenant, REMOVED, user, key=f"removed:{user.pk}:{_moment()}")


def tell_owners(tenant: Tenant, about: User, *, is_owner: bool) -> None:
    """Tell the other owners that there is one more, or one less: they should know of both."""
    text, kind = (OWNER_MADE, "made") if is_owner else (OWNER_GONE, "gone")
    for owner in owners_of(tenant).exclude(pk=about.pk):
        key = f"owner:{kind}:{about.pk}:{owner.pk}:{_moment()}"
        _tell(tenant, text, owner, key=key, person=str(about))


def _tell(tenant: Tenant, text: str | Promise, user: User, *, key: str, **values: Any) -> None:
    _send(tenant, text, key=key, phone_number=user.phone_number, language=user.language, **values)


def _send(
    tenant: Tenant,
    text: str | Promise,
    *,
    key: str,
    phone_number: str,
    language: str,
    **values: Any,
) -> None:
    with translation.override(language):
        written = str(text) % {"salon": tenant.name, **values}
    queue_message(
        key=key,
        phone_number=phone_number,
        template=f"people.{key.partition(':')[0]}",
        language=language,
        text=written,
    )


def _moment() -> str:
    return f"{timezone.now():%Y%m%d%H%M%S%f}"
