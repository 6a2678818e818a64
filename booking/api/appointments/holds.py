"""A time that an app holds: confirmed, or let go."""

from uuid import UUID

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsPhoneVerified
from booking.acceptance import accepted_by
from booking.api.appointments.idempotency import HEADER, fingerprint_of, idempotency_key
from booking.api.appointments.serializers import AppointmentSerializer, ConfirmationSerializer
from booking.api.appointments.views import shown
from booking.domain.holding import Confirmation, RequestKey, confirm, release_hold
from booking.queries import appointment_of


class ConfirmView(APIView):
    """Confirming a held time: to be paid for in a new hold, or confirmed where nothing is due."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(
        parameters=[HEADER], request=ConfirmationSerializer, responses=AppointmentSerializer
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        asked = ConfirmationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        said, key = asked.validated_data, idempotency_key(request)
        confirmed = confirm(
            appointment_id,
            customer=request.user,
            said=Confirmation(
                note=said["note"],
                member_id=said["member"],
                language=(get_language() or "ar")[:2],
                acceptance=accepted_by(request, version=said["policy_version"]),
            ),
            request=RequestKey(key, fingerprint_of(said)) if key is not None else None,
        )
        return Response(shown(confirmed.appointment, zone=confirmed.zone))


class ReleaseView(APIView):
    """Letting go of a held time before it runs out."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(request=None, responses=AppointmentSerializer)
    def post(self, request: Request, appointment_id: UUID) -> Response:
        release_hold(appointment_id, customer=request.user)
        return Response(shown(appointment_of(request.user, appointment_id)))
