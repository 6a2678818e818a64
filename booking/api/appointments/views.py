"""Appointments in the salon that the host names."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsPhoneVerified
from booking.api.appointments.examples import BOOKING
from booking.api.appointments.serializers import (
    AppointmentSerializer,
    NewAppointmentSerializer,
    TimeRefusedSerializer,
)
from booking.domain.appointments import NewAppointment, create_appointment
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.cancellation import cancel_own_appointment
from booking.domain.engine.world import Alignment
from booking.enums import Source
from booking.errors import IdempotencyKeyInvalid
from booking.models import Appointment
from booking.queries import appointment_of, appointments_of
from foundation.api.pagination import CursorPages
from salons.models import SalonProfile

IDEMPOTENCY_HEADER = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="Any text up to 80 characters."
)


class AppointmentPages(CursorPages):
    """The next and latest visits first."""

    ordering = ("-starts_at", "-pk")


class AppointmentsView(ListAPIView[Appointment]):
    """The caller's own appointments; booking a new one."""

    permission_classes = [IsPhoneVerified]
    serializer_class = AppointmentSerializer
    pagination_class = AppointmentPages

    def get_queryset(self) -> Any:
        return appointments_of(self.request.user)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "zone": SalonProfile.load().zone}

    @extend_schema(
        parameters=[IDEMPOTENCY_HEADER],
        request=NewAppointmentSerializer,
        responses={
            201: AppointmentSerializer,
            (409, "application/problem+json"): TimeRefusedSerializer,
        },
        examples=BOOKING,
    )
    def post(self, request: Request) -> Response:
        asked = NewAppointmentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        details = NewAppointment(
            customer=request.user,
            start=data["start"],
            visit=_visit(data),
            source=Source.API,
            language=(get_language() or "ar")[:2],
            note=data["note"],
            member_id=data["member"],
            idempotency_key=_idempotency_key(request),
            fingerprint=_fingerprint(asked.data),
        )
        appointment = create_appointment(details, vat_rate_percent=settings.VAT_RATE_PERCENT)
        return Response(self.get_serializer(appointment).data, status=201)


class AppointmentView(APIView):
    """One of the caller's own appointments."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(responses=AppointmentSerializer)
    def get(self, request: Request, appointment_id: UUID) -> Response:
        return Response(_shown(appointment_of(request.user, appointment_id)))


class AppointmentCancelView(APIView):
    """Cancelling by the customer."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(request=None, responses=AppointmentSerializer)
    def post(self, request: Request, appointment_id: UUID) -> Response:
        cancel_own_appointment(appointment_id, customer=request.user)
        return Response(_shown(appointment_of(request.user, appointment_id)))


def _shown(appointment: Appointment) -> Any:
    return AppointmentSerializer(appointment, context={"zone": SalonProfile.load().zone}).data


def _visit(data: dict[str, Any]) -> VisitRequest:
    """Return the wanted visit. Raises what ``VisitRequest`` raises."""
    return VisitRequest(
        guests=tuple(
            tuple(
                PartRequest(item["service"], item["staff"], tuple(item["add_ons"]))
                for item in guest["items"]
            )
            for guest in (data, *data.get("guests", ()))
        ),
        alignment=Alignment(data["align"]),
    )


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (0 < len(key) <= 80 and key.isprintable()):
        raise IdempotencyKeyInvalid
    return key


def _fingerprint(data: Any) -> str:
    """Return the hash of what was asked for, so that a key is not reused for something else."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()
