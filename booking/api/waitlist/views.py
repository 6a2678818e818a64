"""The caller's own places on the salon's waiting list, and her answers to offers."""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal
from accounts.api.permissions import IsPhoneVerified
from accounts.visitors import address_of, visitor_of
from booking.api.appointments.serializers import AppointmentSerializer
from booking.api.appointments.views import _visit
from booking.api.waitlist.serializers import EntrySerializer, NewEntrySerializer
from booking.domain.waitlist.answering import accept_offer, decline_offer
from booking.domain.waitlist.errors import OfferNotFound
from booking.domain.waitlist.joining import Wish, join_waitlist
from booking.domain.waitlist.leaving import withdraw_entry
from booking.domain.waitlist.lists import entries_of, entry_of
from booking.domain.waitlist.wishes import Hours
from booking.models import WaitlistOffer
from booking.queries import appointment_of
from salons.models import SalonProfile

REFUSED = refusal(
    "invalid, date_out_of_range, wrong_days, wrong_hours, too_many_days, unknown_service,"
    " unknown_staff, unknown_add_on, too_many_services, too_many_guests, too_many_parts"
)
CONFLICT = refusal("bookable_now (with `start`), too_many_waiting, busy")
GONE = refusal("offer_gone, busy")


class WaitlistView(APIView):
    """What the caller waits for; waiting for something more."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(responses=EntrySerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(_shown(entries_of(request.user), many=True))

    @extend_schema(
        request=NewEntrySerializer,
        responses={
            201: EntrySerializer,
            400: REFUSED,
            403: refusal("waiting_refused"),
            409: CONFLICT,
        },
    )
    def post(self, request: Request) -> Response:
        asked = NewEntrySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        entry = join_waitlist(
            Wish(
                customer=request.user,
                visit=_visit(data),
                first_day=data["first_day"],
                last_day=data["last_day"],
                hours=Hours(data["earliest"], data["latest"]),
                language=(get_language() or "ar")[:2],
            )
        )
        return Response(_shown(entry_of(request.user, entry.pk)), status=201)


class WaitlistEntryView(APIView):
    """One of the caller's own entries."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(responses={204: None, 404: refusal("not_found"), 409: refusal("not_waiting")})
    def delete(self, request: Request, entry_id: UUID) -> Response:
        withdraw_entry(entry_id, customer=request.user)
        return Response(status=204)


class OfferAcceptView(APIView):
    """Taking the held time: confirmed, or waiting for its payment."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(
        request=None,
        responses={200: AppointmentSerializer, 404: refusal("not_found"), 409: GONE},
    )
    def post(self, request: Request, offer_id: UUID) -> Response:
        appointment = accept_offer(
            _own(request, offer_id),
            actor=request.user,
            address=address_of(visitor_of(request._request)),
            device=request.headers.get("User-Agent", ""),
        )
        shown = appointment_of(request.user, appointment.pk)
        return Response(AppointmentSerializer(shown, context=_context()).data)


class OfferDeclineView(APIView):
    """Letting the held time go; the caller goes on waiting."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(
        request=None, responses={200: EntrySerializer, 404: refusal("not_found"), 409: GONE}
    )
    def post(self, request: Request, offer_id: UUID) -> Response:
        entry = decline_offer(_own(request, offer_id), actor=request.user)
        return Response(_shown(entry_of(request.user, entry.pk)))


def _own(request: Request, offer_id: UUID) -> UUID:
    """Return the id of an offer to the caller. Raises OfferNotFound for anybody else's."""
    if not WaitlistOffer.objects.filter(pk=offer_id, entry__customer=request.user.pk).exists():
        raise OfferNotFound
    return offer_id


def _shown(entries: Any, *, many: bool = False) -> Any:
    return EntrySerializer(entries, many=many, context=_context()).data


def _context() -> dict[str, Any]:
    return {"zone": SalonProfile.load().zone}
