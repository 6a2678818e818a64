"""Calls that need a second factor, shown lately."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.domain.second_factor.errors import SecondFactorRequired
from accounts.domain.second_factor.factors import has_factor
from accounts.domain.second_factor.requirements import money_age
from accounts.domain.sign_in.assurance import has_second_factor


class HasFreshSecondFactor(BasePermission):
    """Lets in who showed one within the time. Raises SecondFactorRequired (401) for other people.

    The answer says whether there is one to be shown (``enrolled``); it is added on the platform's
    pages. Subclass it to change ``within``.
    """

    within: Callable[[], timedelta] = staticmethod(money_age)

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if not has_second_factor(request._request.session, within=self.within()):
            raise SecondFactorRequired(enrolled=has_factor(request.user))
        return True
