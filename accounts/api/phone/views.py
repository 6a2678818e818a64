"""Proving one's own number, proving again who one is, taking another number.

Every call answers alike to apps and browsers. Where the secret of the session is renewed, an app
gets the new one in the body.
"""

from typing import Any, cast

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal, sent, signed_in, validated
from accounts.api.phone.serializers import OwnCodeRequestSerializer
from accounts.api.serializers import (
    CodeRequestSerializer,
    CodeVerifySerializer,
    SentCodeSerializer,
    SignedInSerializer,
)
from accounts.domain.own_number import request_verification, verify_own_number
from accounts.domain.phone_change import change_phone, request_phone_change
from accounts.domain.reauthentication import reauthenticate, request_reauthentication
from accounts.domain.sign_in import SignedIn
from accounts.models import User

SENDING = {
    202: SentCodeSerializer,
    400: refusal("invalid, invalid_phone"),
    403: refusal("csrf_failed"),
    422: refusal("country_not_allowed"),
    429: refusal("throttled, locked; with Retry-After"),
    503: refusal("sms_unavailable"),
}
PROVING = {
    200: SignedInSerializer,
    400: refusal("invalid, invalid_code, invalid_phone"),
    403: refusal("csrf_failed"),
    429: refusal("locked; with Retry-After"),
}
takes_code = method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
sends_code = method_decorator(never_cache, name="dispatch")


def _caller(request: Request) -> User:
    return cast(User, request.user)


def _renewed(request: Request, user: User) -> Response:
    return signed_in(request._request, SignedIn(user))


@sends_code
class RequestVerificationView(APIView):
    """Send a code that proves one's own number."""

    @extend_schema(
        operation_id="auth_otp_request",
        request=OwnCodeRequestSerializer,
        responses=SENDING | {401: refusal("not_authenticated"), 409: refusal("already_verified")},
    )
    def post(self, request: Request) -> Response:
        data = validated(OwnCodeRequestSerializer(data=request.data))
        return sent(request_verification(request._request, _caller(request), **data))


@takes_code
class VerifyOwnNumberView(APIView):
    """Prove one's own number."""

    @extend_schema(
        operation_id="auth_otp_verify",
        request=CodeVerifySerializer,
        responses=PROVING | {401: refusal("not_authenticated"), 409: refusal("already_verified")},
    )
    def post(self, request: Request) -> Response:
        data = validated(CodeVerifySerializer(data=request.data))
        return _renewed(request, verify_own_number(request._request, _caller(request), **data))


@sends_code
class RequestReauthenticationView(APIView):
    """Send a code by which one shows again who one is."""

    @extend_schema(
        operation_id="auth_reauth_request",
        request=OwnCodeRequestSerializer,
        responses=SENDING | {401: refusal("not_authenticated")},
    )
    def post(self, request: Request) -> Response:
        data = validated(OwnCodeRequestSerializer(data=request.data))
        return sent(request_reauthentication(request._request, _caller(request), **data))


@takes_code
class ReauthenticateView(APIView):
    """Show again who one is. The secret of the session is renewed."""

    @extend_schema(
        operation_id="auth_reauth_verify",
        request=CodeVerifySerializer,
        responses=PROVING | {401: refusal("not_authenticated")},
    )
    def post(self, request: Request) -> Response:
        data: dict[str, Any] = validated(CodeVerifySerializer(data=request.data))
        reauthenticate(request._request, _caller(request), **data)
        return _renewed(request, _caller(request))


@sends_code
class RequestPhoneChangeView(APIView):
    """Send a code to the number that one wants to have. Answers alike for every number."""

    @extend_schema(
        operation_id="auth_phone_change_request",
        request=CodeRequestSerializer,
        responses=SENDING
        | {401: refusal("not_authenticated, reauth_required"), 409: refusal("same_number")},
    )
    def post(self, request: Request) -> Response:
        data = validated(CodeRequestSerializer(data=request.data))
        return sent(
            request_phone_change(
                request._request,
                _caller(request),
                data["phone_number"],
                channel=data["channel"],
            )
        )


@takes_code
class ChangePhoneView(APIView):
    """Take the number that the code proves. Every other session ends."""

    @extend_schema(
        operation_id="auth_phone_change_verify",
        request=CodeVerifySerializer,
        responses=PROVING
        | {401: refusal("not_authenticated, reauth_required"), 409: refusal("phone_taken")},
    )
    def post(self, request: Request) -> Response:
        data = validated(CodeVerifySerializer(data=request.data))
        return _renewed(request, change_phone(request._request, _caller(request), **data))
