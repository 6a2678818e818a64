"""Bars above every page of the back office: what the reader must not overlook."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from booking.templatetags.booking import clock


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


SOURCES: list[Callable[[HttpRequest], Notice | None]] = [support_notice]


def notices_for(request: Any) -> list[Notice]:
    """Return the bars of this request, none for a page without one (an error's)."""
    if request is None or not hasattr(request, "user"):
        return []
    return [notice for source in SOURCES if (notice := source(request)) is not None]
