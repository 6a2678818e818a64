"""Signing in and out, and one's own profile."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal, validated
from accounts.api.codes import SENDING, SIGNING_IN, SendCodeView, TakeCodeView
from accounts.api.serializers import CodeResendSerializer, PersonSerializer, ProfileSerializer
from accounts.domain.codes.otp import SentCode, request_code, resend_code, verify_code
from accounts.domain.people import update_profile
from accounts.domain.sign_in.completion import HeldBack, SignedIn, complete_sign_in
from accounts.enums import OTPPurpose, Proof
from accounts.errors import PasswordLoginRemoved
from accounts.visitors import visitor_of
from foundation.api.problems import json_problem

PAUSED = {503: refusal("sms_unavailable, sms_paused; with Retry-After")}


@extend_schema_view(
    post=extend_schema(operation_id="auth_phone_request", responses=SENDING | PAUSED)
)
class RequestCodeView(SendCodeView):
    """Send a sign-in code to a phone.

    The answer to an app's first request carries the header ``X-Device``: sent along from then on,
    it tells the app from strangers, who may be refused codes for the same number.
    """

    permission_classes = [AllowAny]

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        return request_code(
            data["phone_number"],
            purpose=OTPPurpose.AUTH,
            visitor=visitor_of(request),
            channel=data["channel"],
        )


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_phone_resend",
        responses={
            **{status: SENDING[status] for status in (202, 403, 429)},
            409: refusal("no_live_challenge"),
            **PAUSED,
        },
    )
)
class ResendCodeView(SendCodeView):
    """Send another code in place of a live one."""

    permission_classes = [AllowAny]
    serializer_class = CodeResendSerializer

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        return resend_code(
            data["challenge_id"], purpose=OTPPurpose.AUTH, visitor=visitor_of(request)
        )


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_phone_verify",
        responses=SIGNING_IN | {429: refusal("throttled, locked; with Retry-After")},
    )
)
class VerifyCodeView(TakeCodeView):
    """Sign in by a code. Browsers get a cookie, apps (``X-Client: app``) a session token."""

    permission_classes = [AllowAny]

    def take(self, request: HttpRequest, data: dict[str, Any]) -> SignedIn | HeldBack:
        user = verify_code(purpose=OTPPurpose.AUTH, visitor=visitor_of(request), **data)
        return complete_sign_in(request, user, proof=Proof.CODE)


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
        update_profile(user, **current | validated(ProfileSerializer(data=request.data)))
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
