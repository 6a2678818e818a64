"""What is asked of who books: for the caller herself where she is signed in."""

from typing import Any

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal
from booking.api.availability import parameters, query
from booking.api.availability.views import REFUSED
from booking.api.policy.serializers import PolicySerializer
from booking.domain.policy.asking import policy_at, policy_on

START = OpenApiParameter(
    "start",
    str,
    description="ISO 8601 with an offset: a time to book. Amounts are exact then, and so is"
    " `version`.",
)
DATE = OpenApiParameter("date", str, description="A day, without `start`; today without both.")


@method_decorator(never_cache, name="dispatch")
class PolicyView(APIView):
    """Deposit, free cancellation, fees and moves of what is wanted, in terms and in words."""

    permission_classes = [AllowAny]

    @extend_schema(
        parameters=[START, DATE, *parameters.VISIT],
        responses={
            200: PolicySerializer,
            400: REFUSED,
            409: refusal("slot_taken, not_bookable"),
        },
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        visit, customer = query.visit_of(asked), _caller(request)
        if asked.get("start"):
            start = query.instant_of(asked, "start")
            policy = policy_at(visit, start, customer=customer)
        else:
            day = query.day_of(asked) if asked.get("date") else None
            policy = policy_on(visit, day, customer=customer)
        return Response(PolicySerializer(policy).data)


def _caller(request: Request) -> Any:
    return request.user if request.user.is_authenticated else None
