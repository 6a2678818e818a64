"""Bars above every page of the back office: what the reader must not overlook."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.templatetags.booking import clock
from tenants.enums import TenantStatus
from tenants.permissions import can_view_account

# States that everybody at the screen has to know of: the words and how loud they are.
STATES: dict[str, tuple[str | Promise, str]] = {
    TenantStatus.PAST_DUE: (
        gettext_lazy("A payment is due. Everything works until %(day)s."),
        "warning",
    ),
    TenantStatus.SUSPENDED: (
        gettext_lazy(
            "The salon is suspended: customers cannot book, and nothing can be changed here."
        ),
        "critical",
    ),
    TenantStatus.CLOSED: (
        gettext_lazy("The salon is closed. Its data are kept until %(day)s."),
        "critical",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One bar: a sentence, perhaps a detail and one thing to do: a link, or a form's button."""

    key: str
    text: str
    tone: str = "warning"
    icon: str = "warning"
    detail: str = ""
    url: str = ""
    label: str = ""
    posts: bool = False


def support_notice(request: HttpRequest) -> Notice | None:
    """Tell everybody at the screen that this is the platform's support, until when, and why."""
    access = getattr(request, "support_access", None)
    if access is None:
        return None
    until = clock(timezone.localtime(access.expires_at))
    return Notice(
        key="support",
        text=_("Platform support is in this salon until %(time)s.") % {"time": until},
        detail=_("Reason: %(reason)s. The owner can read everything that is done here.")
        % {"reason": access.reason},
        tone="support",
        icon="view",
        url=reverse("backoffice_support_end"),
        label=_("Leave"),
        posts=True,
    )


def state_notice(request: HttpRequest) -> Notice | None:
    """Tell what is the matter with the salon, if anything is, and lead to its account."""
    tenant: Any = getattr(request, "tenant", None)
    if getattr(tenant, "is_read_only", False):
        text = _("The salon is being moved: for a few minutes nothing can be changed.")
        return Notice(key="moving", text=text)
    status = getattr(tenant, "status", "")
    if status not in STATES:
        return None
    text, tone = STATES[status]
    until = tenant.next_move_at
    day = formats.date_format(timezone.localtime(until), "DATE_FORMAT") if until else ""
    sees_account = request.user.is_authenticated and can_view_account(request.user)
    return Notice(
        key=status,
        text=str(text) % {"day": day},
        tone=tone,
        url=reverse("backoffice_account") if sees_account else "",
        label=_("The salon's account"),
    )


SOURCES: list[Callable[[HttpRequest], Notice | None]] = [support_notice, state_notice]


def notices_for(request: Any) -> list[Notice]:
    """Return the bars of this request, none for a page without one (an error's)."""
    if request is None or not hasattr(request, "user"):
        return []
    return [notice for source in SOURCES if (notice := source(request)) is not None]
