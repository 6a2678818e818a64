"""The question to whoever proves a number whose account slept for long."""

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal, signed_in, validated
from accounts.api.phone.serializers import RecycledAnswerSerializer, SleepingAccountSerializer
from accounts.api.serializers import PendingSerializer, SignedInSerializer
from accounts.domain.numbers.recycling import claim_account, sleeping_account, start_anew


@method_decorator(never_cache, name="dispatch")
class RecycledView(APIView):
    """Whose account is it? Asked after a code, where sign-in answered ``recycled_number``."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_recycled",
        responses={200: SleepingAccountSerializer, 409: refusal("nothing_pending")},
    )
    def get(self, request: Request) -> Response:
        return Response(SleepingAccountSerializer(sleeping_account(request._request)).data)

    @extend_schema(
        operation_id="auth_recycled_answer",
        request=RecycledAnswerSerializer,
        responses={
            200: SignedInSerializer,
            400: refusal("invalid, wrong_name"),
            401: PendingSerializer,
            403: refusal("csrf_failed, account_protected"),
            409: refusal("nothing_pending, no_second_proof"),
            429: refusal("throttled; with Retry-After"),
        },
    )
    def post(self, request: Request) -> Response:
        data, http_request = (
            validated(RecycledAnswerSerializer(data=request.data)),
            request._request,
        )
        if data["answer"] == RecycledAnswerSerializer.NEW:
            return signed_in(http_request, start_anew(http_request))
        outcome = claim_account(http_request, first_name=data.get("first_name", ""))
        return signed_in(http_request, outcome)
