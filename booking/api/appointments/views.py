"""Appointments in the salon that the host names."""

from functools import cache, lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsPhoneVerified
from booking.acceptance import accepted_by
from booking.api.appointments.examples import BOOKING
from booking.api.appointments.idempotency import HEADER, fingerprint_of, idempotency_key
from booking.api.appointments.serializers import (
    AppointmentSerializer,
    NewAppointmentSerializer,
    TimeRefusedSerializer,
)
from booking.domain.appointments import NewAppointment, book
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.engine.world import Alignment
from booking.enums import Source
from booking.models import Appointment
from booking.queries import appointment_of, appointments_of, know_items, without_unbooked
from foundation.api.pagination import CursorPages
from salons.models import SalonProfile


class AppointmentPages(CursorPages):
    """The next and latest visits first."""

    ordering = ("-starts_at", "-pk")


class AppointmentsView(ListAPIView[Appointment]):
    """The caller's own appointments; booking a new one."""

    permission_classes = [IsPhoneVerified]
    serializer_class = AppointmentSerializer
    pagination_class = AppointmentPages

    def get_queryset(self) -> Any:
        return without_unbooked(appointments_of(self.request.user))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "zone": SalonProfile.load().zone}

    @extend_schema(
        parameters=[HEADER],
        request=NewAppointmentSerializer,
        responses={
            201: AppointmentSerializer,
            (409, "application/problem+json"): TimeRefusedSerializer,
        },
        examples=BOOKING,
    )
    def post(self, request: Request) -> Response:
        data = _reader().run_validation(request.data)
        details = NewAppointment(
            customer=request.user,
            start=data["start"],
            visit=_visit(data),
            source=Source.API,
            language=(get_language() or "ar")[:2],
            note=data["note"],
            member_id=data["member"],
            idempotency_key=idempotency_key(request),
            fingerprint=fingerprint_of(data),
            hold=data["hold"],
            acceptance=accepted_by(request, version=data["policy_version"]),
        )
        booked = book(details, vat_rate_percent=settings.VAT_RATE_PERCENT)
        if booked.items is not None:
            know_items(booked.appointment, booked.items)
        return Response(shown(booked.appointment, zone=booked.zone), status=201)


class AppointmentView(APIView):
    """One of the caller's own appointments."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(responses=AppointmentSerializer)
    def get(self, request: Request, appointment_id: UUID) -> Response:
        return Response(shown(appointment_of(request.user, appointment_id)))


def shown(appointment: Appointment, *, zone: ZoneInfo | None = None) -> Any:
    """Return the appointment as the API shows it; ``zone``: the salon's, where it is known."""
    return _serializer(zone or SalonProfile.load().zone).to_representation(appointment)


@cache
def _reader() -> NewAppointmentSerializer:
    """Return what validates a wish; it keeps nothing of what it has read."""
    return NewAppointmentSerializer()


@lru_cache(maxsize=64)
def _serializer(zone: ZoneInfo) -> AppointmentSerializer:
    """Return the writer of a zone: making one costs more than what it writes."""
    return AppointmentSerializer(context={"zone": zone})


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
