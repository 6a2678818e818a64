"""The pages of a person's account, in the order of their tabs."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.addresses import is_platform, platform_page


@dataclass(frozen=True)
class AccountPage:
    """One tab. Pages ``only_on_platform`` are linked from a salon's host by a whole address."""

    url_name: str
    label: str | Promise
    only_on_platform: bool = False


PAGES: list[AccountPage] = [
    AccountPage("account_profile", _("Your details")),
    AccountPage("account_phone", _("Mobile number")),
    AccountPage("account_security", _("Second factor"), only_on_platform=True),
    AccountPage("account_sessions", _("Devices")),
]


@dataclass(frozen=True)
class Tab:
    """A tab as the template shows it."""

    url: str
    label: str | Promise
    is_current: bool


def tabs(request: HttpRequest) -> list[Tab]:
    """Return the tabs for the host of the request."""
    here = is_platform(request)
    current = request.resolver_match.url_name if request.resolver_match else ""
    return [
        Tab(
            platform_page(page.url_name)
            if page.only_on_platform and not here
            else reverse(page.url_name),
            page.label,
            page.url_name == current,
        )
        for page in PAGES
    ]
