"""What an owner tells the platform from her account page: there is no paying by card there yet.

Each is an entry in the salon's log and one message a day to the platform's people, who answer by
``activate_salon``, ``resume_salon`` or ``reopen_salon``.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.log import record
from notifications.domain.messages import queue_message
from tenants.enums import TenantStatus
from tenants.errors import InvalidTransition
from tenants.models import Tenant

PAYING = frozenset(
    {TenantStatus.TRIAL, TenantStatus.ACTIVE, TenantStatus.PAST_DUE, TenantStatus.SUSPENDED}
)


def note_payment(tenant: Tenant) -> None:
    """Tell the platform that the salon says it has paid. Changes no state.

    A second call on the same day is written down and sends nothing. Raises InvalidTransition.
    """
    if tenant.status not in PAYING:
        raise InvalidTransition
    _tell_platform(
        tenant, verb="payment_announced", text=_("%(salon)s (%(schema)s) says that it has paid.")
    )


def ask_to_reopen(tenant: Tenant) -> None:
    """Tell the platform that a closed salon wants to come back. Raises InvalidTransition."""
    if tenant.status != TenantStatus.CLOSED:
        raise InvalidTransition
    _tell_platform(
        tenant, verb="reopening_asked", text=_("%(salon)s (%(schema)s) asks to be opened again.")
    )


def _tell_platform(tenant: Tenant, *, verb: str, text: str | Promise) -> None:
    with transaction.atomic():
        record(tenant, verb=verb)
        if not settings.PLATFORM_CONTACT_PHONE:
            return
        with translation.override(settings.LANGUAGE_CODE):
            written = str(text) % {"salon": tenant.name, "schema": tenant.schema_name}
        queue_message(
            key=f"platform:{verb}:{timezone.localdate():%Y%m%d}",
            phone_number=settings.PLATFORM_CONTACT_PHONE,
            template=f"platform.{verb}",
            language=settings.LANGUAGE_CODE,
            text=written,
        )
