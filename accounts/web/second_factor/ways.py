"""Confirming by a second factor, offered where a code by SMS would do as well."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain.second_factor.factors import has_factor
from accounts.models import User
from accounts.web.phone.reauthentication import OTHER_WAYS, OtherWay


def is_offered(request: HttpRequest) -> bool:
    """Return whether the person has one."""
    return has_factor(cast(User, request.user))


WAY = OtherWay("account_confirm", _("Use your second factor"), is_offered)


def register() -> None:
    """Offer it on "Confirm it's you". Twice is once."""
    if WAY not in OTHER_WAYS:
        OTHER_WAYS.append(WAY)
