"""Payments of the signed-in customer, and the provider's webhook."""

from typing import Any
from uuid import UUID

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import OpenApiResponse, OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsPhoneVerified
from billing.api.serializers import (
    InstructionsSerializer,
    PaymentSerializer,
    StartPaymentSerializer,
)
from billing.domain.payments import refresh_payment, start_payment
from billing.domain.webhooks import receive_event
from billing.instructions import payment_instructions
from billing.queries import get_payment, payments_visible_to


def _refusal(codes: str) -> OpenApiResponse:
    return OpenApiResponse(OpenApiTypes.OBJECT, description=f"problem+json: {codes}")


@method_decorator(never_cache, name="dispatch")
class StartPaymentView(APIView):
    """Begin to pay for an appointment of one's own."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(
        operation_id="payments_create",
        request=StartPaymentSerializer,
        responses={
            201: InstructionsSerializer,
            400: _refusal("invalid"),
            401: _refusal("not_authenticated"),
            403: _refusal("phone_not_verified"),
            404: _refusal("not_found"),
            409: _refusal("nothing_due, hold_expired, busy"),
        },
    )
    def post(self, request: Request) -> Response:
        given = StartPaymentSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        payment = start_payment(given.validated_data["appointment"], customer=request.user)
        return Response(payment_instructions(payment, request._request), status=201)


@method_decorator(never_cache, name="dispatch")
class PaymentView(APIView):
    """See how a payment stands."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(
        operation_id="payments_retrieve",
        responses={
            200: PaymentSerializer,
            401: _refusal("not_authenticated"),
            403: _refusal("phone_not_verified"),
            404: _refusal("not_found"),
        },
    )
    def get(self, request: Request, payment_id: UUID) -> Response:
        payment = get_payment(payments_visible_to(request.user), payment_id)
        return Response(PaymentSerializer(refresh_payment(payment)).data)


class MoyasarWebhookView(APIView):
    """Take a delivery of Moyasar: stored and answered at once, looked at afterwards."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []

    @extend_schema(
        operation_id="webhooks_moyasar",
        request=OpenApiTypes.OBJECT,
        responses={200: None, 400: _refusal("parse_error"), 401: _refusal("invalid_secret")},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        receive_event(request.data)
        return Response(status=200)
