"""Who may call: classes for views, also of the apps above."""

from datetime import timedelta
from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.domain.sign_in.assurance import REAUTHENTICATION
from accounts.domain.sign_in.reauthentication import is_fresh
from accounts.errors import ReauthenticationRequired
from accounts.permissions import require_verified


class IsPhoneVerified(BasePermission):
    """Lets in whoever ``can_act``. Raises PhoneNotVerified (403) for other signed-in people."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        require_verified(request.user)
        return True


class HasFreshProof(BasePermission):
    """Lets in whoever showed a proof a moment ago. Raises ReauthenticationRequired (401).

    Subclass it to change ``within``.
    """

    within: timedelta = REAUTHENTICATION

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if not is_fresh(request._request.session, within=self.within):
            raise ReauthenticationRequired
        return True
