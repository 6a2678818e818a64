"""Signing in and out, and one's own profile."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal as _refusal
from accounts.api.answers import sent as _sent
from accounts.api.answers import signed_in
from accounts.api.answers import validated as _validated
from accounts.api.serializers import (
    CodeRequestSerializer,
    CodeResendSerializer,
    CodeVerifySerializer,
    PendingSerializer,
    PersonSerializer,
    ProfileSerializer,
    SentCodeSerializer,
    SignedInSerializer,
)
from accounts.domain.otp import request_code, resend_code, verify_code
from accounts.domain.people import update_profile
from accounts.domain.sign_in import complete_sign_in
from accounts.enums import OTPPurpose, Proof
from accounts.errors import PasswordLoginRemoved
from accounts.visitors import visitor_of
from foundation.api.problems import json_problem


@method_decorator(never_cache, name="dispatch")
class RequestCodeView(APIView):
    """Send a sign-in code to a phone."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_phone_request",
        request=CodeRequestSerializer,
        responses={
            202: SentCodeSerializer,
            400: _refusal("invalid, invalid_phone"),
            403: _refusal("csrf_failed"),
            422: _refusal("country_not_allowed"),
            429: _refusal("throttled, locked; with Retry-After"),
            503: _refusal("sms_unavailable"),
        },
    )
    def post(self, request: Request) -> Response:
        data = _validated(CodeRequestSerializer(data=request.data))
        sent = request_code(
            data["phone_number"],
            purpose=OTPPurpose.AUTH,
            visitor=visitor_of(request._request),
            channel=data["channel"],
        )
        return _sent(sent)


@method_decorator(never_cache, name="dispatch")
class ResendCodeView(APIView):
    """Send another code in place of a live one."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_phone_resend",
        request=CodeResendSerializer,
        responses={
            202: SentCodeSerializer,
            403: _refusal("csrf_failed"),
            409: _refusal("no_live_challenge"),
            429: _refusal("throttled, locked; with Retry-After"),
            503: _refusal("sms_unavailable"),
        },
    )
    def post(self, request: Request) -> Response:
        data = _validated(CodeResendSerializer(data=request.data))
        sent = resend_code(
            data["challenge_id"], purpose=OTPPurpose.AUTH, visitor=visitor_of(request._request)
        )
        return _sent(sent)


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class VerifyCodeView(APIView):
    """Sign in by a code. Browsers get a cookie, apps (``X-Client: app``) a session token."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_phone_verify",
        request=CodeVerifySerializer,
        responses={
            200: SignedInSerializer,
            401: PendingSerializer,
            400: _refusal("invalid, invalid_code, invalid_phone"),
            403: _refusal("csrf_failed, account_inactive"),
            429: _refusal("locked; with Retry-After"),
        },
    )
    def post(self, request: Request) -> Response:
        data = _validated(CodeVerifySerializer(data=request.data))
        http_request = request._request
        user = verify_code(purpose=OTPPurpose.AUTH, visitor=visitor_of(http_request), **data)
        return signed_in(http_request, complete_sign_in(http_request, user, proof=Proof.CODE))


@method_decorator(never_cache, name="dispatch")
class ProfileView(APIView):
    """The signed-in person."""

    @extend_schema(operation_id="auth_me", responses=PersonSerializer)
    def get(self, request: Request) -> Response:
        return Response(PersonSerializer(request.user).data)

    @extend_schema(
        operation_id="auth_me_update", request=ProfileSerializer, responses=PersonSerializer
    )
    def patch(self, request: Request) -> Response:
        user: Any = request.user
        current = {name: getattr(user, name) for name in ProfileSerializer().fields}
        update_profile(user, **current | _validated(ProfileSerializer(data=request.data)))
        return Response(PersonSerializer(user).data)


@method_decorator(never_cache, name="dispatch")
class CsrfView(APIView):
    """Set the CSRF cookie that a browser needs before its first POST. Apps need none."""

    permission_classes = [AllowAny]

    @extend_schema(operation_id="auth_csrf", responses={204: None})
    def get(self, request: Request) -> Response:
        get_token(request._request)
        return Response(status=204)


@csrf_exempt
def password_login_removed(request: HttpRequest) -> HttpResponse:
    """Answer 410 to every method: there are no passwords and no tokens for passwords."""
    return json_problem(request, PasswordLoginRemoved())
