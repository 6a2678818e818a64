"""Moving and cancelling over the API, each with what it would come to before."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsPhoneVerified
from booking.api.appointments.changing_examples import CANCELLING, MOVING
from booking.api.appointments.changing_serializers import (
    CancellationPreviewSerializer,
    CancelSerializer,
    ChangePreviewSerializer,
    ChangeRefusedSerializer,
    RescheduleSerializer,
)
from booking.api.appointments.serializers import AppointmentSerializer
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.changing.cancelling import cancel, preview_cancellation
from booking.domain.changing.rescheduling import preview_reschedule, reschedule
from booking.domain.changing.seen import Seen
from booking.domain.changing.wishes import alignment_of, booked_items, by_anybody, visit_of
from booking.queries import appointment_of
from salons.models import SalonProfile

PROBLEM = (409, "application/problem+json")


class _ChangeView(APIView):
    """An appointment of the caller's own."""

    permission_classes = [IsPhoneVerified]


class RescheduleView(_ChangeView):
    """To another time, other people or other services; all of it or nothing."""

    @extend_schema(
        request=RescheduleSerializer,
        responses={200: AppointmentSerializer, PROBLEM: ChangeRefusedSerializer},
        examples=MOVING,
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        data, visit = _wish(request, appointment_id)
        reschedule(
            appointment_id,
            start=data["start"],
            visit=visit,
            actor=request.user,
            by_salon=False,
            seen=_seen(data),
        )
        return Response(_shown(AppointmentSerializer, appointment_of(request.user, appointment_id)))


class ReschedulePreviewView(_ChangeView):
    """What moving would come to; nothing is taken."""

    @extend_schema(
        request=RescheduleSerializer,
        responses={200: ChangePreviewSerializer, PROBLEM: ChangeRefusedSerializer},
        examples=MOVING,
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        appointment = appointment_of(request.user, appointment_id)
        data, visit = _wish(request, appointment_id)
        change = preview_reschedule(appointment, data["start"], visit)
        return Response(_shown(ChangePreviewSerializer, change))


class CancelView(_ChangeView):
    """Cancelling by the customer: the whole visit, or some of its services."""

    @extend_schema(
        request=CancelSerializer,
        responses={200: AppointmentSerializer, PROBLEM: ChangeRefusedSerializer},
        examples=CANCELLING,
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        data = _asked(request)
        cancel(
            appointment_id,
            items=data["items"],
            actor=request.user,
            by_salon=False,
            seen=_seen(data),
        )
        return Response(_shown(AppointmentSerializer, appointment_of(request.user, appointment_id)))


class CancelPreviewView(_ChangeView):
    """What cancelling would come to."""

    @extend_schema(
        request=CancelSerializer,
        responses={200: CancellationPreviewSerializer, PROBLEM: ChangeRefusedSerializer},
        examples=CANCELLING,
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        appointment = appointment_of(request.user, appointment_id)
        found = preview_cancellation(appointment, _asked(request)["items"])
        return Response(_shown(CancellationPreviewSerializer, found))


def _wish(request: Request, appointment_id: UUID) -> tuple[dict[str, Any], VisitRequest | None]:
    """Return what was asked, and the visit; None for the same by the same people."""
    asked = RescheduleSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    data = asked.validated_data
    appointment_of(request.user, appointment_id)
    if "items" in data:
        guests = [data["items"], *(guest["items"] for guest in data.get("guests", ()))]
        parts = (
            tuple(PartRequest(i["service"], i["staff"], tuple(i["add_ons"])) for i in guest)
            for guest in guests
        )
        booked = booked_items(appointment_id)
        return data, VisitRequest(tuple(parts), alignment_of(booked))
    if "staff" in data:
        return data, by_anybody(visit_of(booked_items(appointment_id)), data["staff"])
    return data, None


def _asked(request: Request) -> dict[str, Any]:
    asked = CancelSerializer(data=request.data or {})
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


def _seen(data: dict[str, Any]) -> Seen:
    """Return what the client says that its preview said."""
    refund, fee, due = (data.get(f"expected_{name}") for name in ("refund", "fee", "due"))
    return Seen(refund=refund, fee=fee, due=due)


def _shown(serializer: Any, found: Any) -> Any:
    return serializer(found, context={"zone": SalonProfile.load().zone}).data
