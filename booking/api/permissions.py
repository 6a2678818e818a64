"""The predicates of ``booking.permissions`` as the API asks them."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from booking.permissions import can_view_appointments


class MaySeeAppointments(BasePermission):
    """Lets in who may see the salon's appointments, or her own work alone."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(request.user.is_authenticated and can_view_appointments(request.user))
