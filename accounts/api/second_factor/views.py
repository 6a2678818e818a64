"""Finishing a sign-in by a second factor, confirming by it, and the list of what one has."""

from typing import Any, cast

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal, signed_in, validated
from accounts.api.second_factor.permissions import HasFreshSecondFactor
from accounts.api.second_factor.serializers import (
    ConfirmedSerializer,
    FactorCodeSerializer,
    FactorsSerializer,
    KindsSerializer,
)
from accounts.api.serializers import PendingSerializer, SignedInSerializer
from accounts.domain.second_factor.factors import factors_of, kinds_of
from accounts.domain.second_factor.proving import prove_factor_code
from accounts.domain.second_factor.recovery import codes_left
from accounts.domain.second_factor.removal import remove_factor
from accounts.domain.second_factor.stage import pending_user
from accounts.domain.sign_in.assurance import REAUTHENTICATION
from accounts.domain.sign_in.completion import complete_sign_in
from accounts.domain.sign_in.reauthentication import note_reauthentication
from accounts.models import User
from accounts.visitors import visitor_of

CODE_REFUSALS = {
    400: refusal("invalid, invalid_code"),
    403: refusal("csrf_failed"),
    429: refusal("locked; with Retry-After"),
}


class JustConfirmed(HasFreshSecondFactor):
    """For what changes who one is."""

    within = staticmethod(lambda: REAUTHENTICATION)


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class SecondFactorView(APIView):
    """The second factor of a sign-in that waits for it (401 with ``pending: second_factor``)."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_second_factor_kinds",
        responses={200: KindsSerializer, 409: refusal("nothing_pending")},
    )
    def get(self, request: Request) -> Response:
        return Response({"kinds": kinds_of(_whom_it_is_about(request))})

    @extend_schema(
        operation_id="auth_second_factor",
        request=FactorCodeSerializer,
        responses={
            200: SignedInSerializer,
            401: PendingSerializer,
            409: refusal("nothing_pending"),
            **CODE_REFUSALS,
        },
    )
    def post(self, request: Request) -> Response:
        data, http_request = validated(FactorCodeSerializer(data=request.data)), request._request
        user = pending_user(http_request)
        proof = prove_factor_code(user, typed=data["code"], visitor=visitor_of(http_request))
        return signed_in(http_request, complete_sign_in(http_request, user, proof=proof))


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class ConfirmView(APIView):
    """Show the second factor again, before what asks for a fresh one (second_factor_required)."""

    permission_classes = [IsAuthenticated]

    @extend_schema(
        operation_id="auth_second_factor_confirm",
        request=FactorCodeSerializer,
        responses={200: ConfirmedSerializer, 401: refusal("not_authenticated"), **CODE_REFUSALS},
    )
    def post(self, request: Request) -> Response:
        data, http_request = validated(FactorCodeSerializer(data=request.data)), request._request
        user = cast(User, request.user)
        proof = prove_factor_code(user, typed=data["code"], visitor=visitor_of(http_request))
        note_reauthentication(http_request, user, proof=proof)
        body: dict[str, Any] = {}
        if getattr(http_request, "is_app_client", False):
            body = {"session_token": http_request.session.session_key}
        return Response(body)


@method_decorator(never_cache, name="dispatch")
class FactorsView(APIView):
    """What the signed-in person has."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="auth_factors", responses=FactorsSerializer)
    def get(self, request: Request) -> Response:
        user = cast(User, request.user)
        found = {"factors": factors_of(user), "recovery_codes_left": codes_left(user)}
        return Response(FactorsSerializer(found).data)


@method_decorator(never_cache, name="dispatch")
class FactorView(APIView):
    """One of them."""

    permission_classes = [IsAuthenticated, JustConfirmed]

    @extend_schema(
        operation_id="auth_factor_remove",
        responses={
            204: None,
            401: refusal("not_authenticated, second_factor_required"),
            404: refusal("not_found"),
            409: refusal("last_factor_needed"),
        },
    )
    def delete(self, request: Request, factor_id: int) -> Response:
        remove_factor(cast(User, request.user), factor_id, visitor=visitor_of(request._request))
        return Response(status=204)


def _whom_it_is_about(request: Request) -> User:
    """Return the person who is held back, or signed in. Raises NothingPending."""
    if request.user.is_authenticated:
        return cast(User, request.user)
    return pending_user(request._request)
