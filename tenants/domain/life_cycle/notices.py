"""What the owners of a salon are told of its life on the platform, and when."""

from datetime import datetime, timedelta

from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tenants.utils import tenant_context

from notifications.domain.messages import queue_message
from tenants.addresses import salon_url
from tenants.enums import TenantStatus
from tenants.models import Tenant
from tenants.queries import owners_of, platform_domain

_S = TenantStatus
# Days before the next move at which the owners are told of it.
NOTICE_DAYS: dict[TenantStatus, tuple[int, ...]] = {
    _S.TRIAL: (7, 1),
    _S.ACTIVE: (7, 1),
    _S.PAST_DUE: (3, 1),
    _S.CLOSED: (7, 1),
}
COMING: dict[TenantStatus, str | Promise] = {
    _S.TRIAL: _("%(salon)s: your trial ends on %(date)s. How to go on: %(link)s"),
    _S.ACTIVE: _("%(salon)s: you have paid until %(date)s. How to go on: %(link)s"),
    _S.PAST_DUE: _(
        "%(salon)s: without a payment your site closes to customers on %(date)s. %(link)s"
    ),
    _S.CLOSED: _(
        "%(salon)s: your data will be erased on %(date)s. Download them before that: %(link)s"
    ),
}
MOVED: dict[TenantStatus, str | Promise] = {
    _S.PAST_DUE: _(
        "%(salon)s: a payment is due. Everything works until %(date)s. How to pay: %(link)s"
    ),
    _S.SUSPENDED: _(
        "%(salon)s: your site is closed to customers. Your data are safe. How to go on: %(link)s"
    ),
    _S.CLOSED: _(
        "%(salon)s is closed. Your data are kept until %(date)s and can be downloaded: %(link)s"
    ),
    _S.ACTIVE: _("%(salon)s: your site is open. Thank you for being with us."),
}
# How an owner reaches the page with everything about her account.
ACCOUNT_PATH = "manage/salon-account/"


def first_notice(status: TenantStatus, move_at: datetime | None) -> datetime | None:
    """Return when the owners are told next of a move at ``move_at``, or None."""
    if move_at is None:
        return None
    moments = [move_at - timedelta(days=days) for days in NOTICE_DAYS.get(status, ())]
    return min((moment for moment in moments if moment > timezone.now()), default=None)


def tell_of_move(tenant: Tenant, before: TenantStatus) -> None:
    """Tell the owners of the state that the salon has come to. In the salon's schema.

    Who begins or goes on paying knows it; so does nobody who is left when the salon is erased.
    """
    to = TenantStatus(tenant.status)
    if to in MOVED and not (to is _S.ACTIVE and before in (_S.TRIAL, _S.PAST_DUE)):
        key = f"life:{to}:{tenant.status_changed_at:%Y%m%d%H%M%S}"
        _tell_owners(tenant, MOVED[to], template=f"salon.{to}", key=key)


def tell_what_comes(tenant: Tenant) -> None:
    """Tell the owners of the salon's next move; a second call for the same day tells nothing."""
    status = TenantStatus(tenant.status)
    key = f"coming:{status}:{tenant.next_move_at:%Y%m%d}:{timezone.localdate():%Y%m%d}"
    with tenant_context(tenant):
        _tell_owners(tenant, COMING[status], template=f"salon.{status}.coming", key=key)


def account_url(tenant: Tenant) -> str:
    """Return the address of the salon's account page."""
    return salon_url(platform_domain(tenant).domain) + ACCOUNT_PATH


def _tell_owners(tenant: Tenant, text: str | Promise, *, template: str, key: str) -> None:
    link = account_url(tenant)
    for owner in owners_of(tenant):
        with translation.override(owner.language):
            date = (
                formats.date_format(timezone.localtime(tenant.next_move_at), "DATE_FORMAT")
                if (tenant.next_move_at)
                else ""
            )
            written = str(text) % {"salon": tenant.name, "date": date, "link": link}
        queue_message(
            key=f"{key}:{owner.pk}",
            phone_number=owner.phone_number,
            template=template,
            language=owner.language,
            text=written,
        )
