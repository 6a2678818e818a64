"""Free times of the salon that the host names."""

from typing import Any

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal
from booking.api.availability import parameters, query
from booking.api.availability.serializers import (
    FreeDaysSerializer,
    NextSlotSerializer,
    ReasonsSerializer,
    SlotsSerializer,
)
from booking.api.availability.writing import Writer
from booking.api.permissions import MaySeeAppointments
from booking.domain.availability import load_availability
from booking.domain.availability.asking import free_days, next_free
from booking.domain.availability.words.explaining import explain
from booking.domain.availability.words.reasons import seen_by_colleague
from booking.permissions import can_view_whole_calendar
from salons.queries import staff_ids_of

REFUSED = refusal(
    "invalid, date_out_of_range, unknown_service, unknown_staff, unknown_add_on, empty_visit,"
    " too_many_services, too_many_guests, too_many_parts, too_many_add_ons, duplicate_add_on"
)


class AvailabilityView(APIView):
    """The bookable times of one business day."""

    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[parameters.DATE, *parameters.VISIT, parameters.ORDER],
        responses={200: SlotsSerializer, 400: REFUSED},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        day, order = query.day_of(asked), query.order_of(asked)
        availability = load_availability(query.visit_of(asked), day, day)
        availability.check_day(day)
        slots = availability.slots_on(day)
        if order == "best":
            slots.sort(key=lambda slot: not slot.is_best)
        return Response({"slots": Writer(availability.facts.place.zone).slots(slots)})


class FreeDaysView(APIView):
    """The days of one month on which something can be booked."""

    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[parameters.MONTH, *parameters.VISIT],
        responses={200: FreeDaysSerializer, 400: REFUSED},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        found = free_days(query.visit_of(asked), query.month_of(asked))
        return Response({"first": found.first, "last": found.last, "days": found.days})


class NextSlotView(APIView):
    """The soonest bookable time up to the horizon; ``{"slot": null}`` where there is none."""

    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[parameters.AFTER, *parameters.VISIT],
        responses={200: NextSlotSerializer, 400: REFUSED},
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        after = query.instant_of(asked, "after") if asked.get("after") else None
        zone, slot = next_free(query.visit_of(asked), after=after)
        return Response({"slot": Writer(zone).slot(slot) if slot else None})


@method_decorator(never_cache, name="dispatch")
class WhyView(APIView):
    """Why customers are not offered a time, for the people of the salon.

    Who sees her own work alone reads of the others only that the time is taken.
    """

    permission_classes = [MaySeeAppointments]

    @extend_schema(
        parameters=[parameters.START, *parameters.VISIT],
        responses={
            200: ReasonsSerializer,
            400: REFUSED,
            401: refusal("not_authenticated"),
            403: refusal("permission_denied"),
        },
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        found = explain(query.visit_of(asked), query.instant_of(asked, "start"))
        reasons: Any = found.reasons
        if not can_view_whole_calendar(request.user):
            reasons = seen_by_colleague(reasons, staff_ids_of(request.user))
        write = Writer(found.zone)
        return Response(
            {
                "slot": write.slot(found.slot) if found.slot else None,
                "refusals": [write.reason(reason) for reason in reasons],
            }
        )
