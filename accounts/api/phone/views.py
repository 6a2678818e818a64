"""Proving one's own number, proving again who one is, taking another number.

Every call answers alike to apps and browsers. Where the secret of the session is renewed, an app
gets the new one in the body.
"""

from typing import Any

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema, extend_schema_view

from accounts.api.answers import refusal
from accounts.api.codes import PROVING, SENDING, SendCodeView, TakeCodeView, caller
from accounts.api.phone.serializers import OwnCodeRequestSerializer
from accounts.domain.codes.otp import SentCode
from accounts.domain.numbers.change import change_phone, request_phone_change
from accounts.domain.numbers.own import request_verification, verify_own_number
from accounts.domain.sign_in.completion import SignedIn
from accounts.domain.sign_in.reauthentication import reauthenticate, request_reauthentication

SIGNED_OUT = {401: refusal("not_authenticated")}
NOT_FRESH = {401: refusal("not_authenticated, reauth_required")}
DONE_BEFORE = {409: refusal("already_verified")}


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_otp_request", responses=SENDING | SIGNED_OUT | DONE_BEFORE
    )
)
class RequestVerificationView(SendCodeView):
    """Send a code that proves one's own number."""

    serializer_class = OwnCodeRequestSerializer

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        return request_verification(request, caller(request), **data)


@extend_schema_view(
    post=extend_schema(operation_id="auth_otp_verify", responses=PROVING | SIGNED_OUT | DONE_BEFORE)
)
class VerifyOwnNumberView(TakeCodeView):
    """Prove one's own number."""

    def take(self, request: HttpRequest, data: dict[str, Any]) -> SignedIn:
        return SignedIn(verify_own_number(request, caller(request), **data))


@extend_schema_view(
    post=extend_schema(operation_id="auth_reauth_request", responses=SENDING | SIGNED_OUT)
)
class RequestReauthenticationView(SendCodeView):
    """Send a code by which one shows again who one is."""

    serializer_class = OwnCodeRequestSerializer

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        return request_reauthentication(request, caller(request), **data)


@extend_schema_view(
    post=extend_schema(operation_id="auth_reauth_verify", responses=PROVING | SIGNED_OUT)
)
class ReauthenticateView(TakeCodeView):
    """Show again who one is. The secret of the session is renewed."""

    def take(self, request: HttpRequest, data: dict[str, Any]) -> SignedIn:
        reauthenticate(request, caller(request), **data)
        return SignedIn(caller(request))


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_phone_change_request",
        responses=SENDING | NOT_FRESH | {409: refusal("same_number")},
    )
)
class RequestPhoneChangeView(SendCodeView):
    """Send a code to the number that one wants to have. Answers alike for every number."""

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        typed = data["phone_number"]
        return request_phone_change(request, caller(request), typed, channel=data["channel"])


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_phone_change_verify",
        responses=PROVING | NOT_FRESH | {409: refusal("phone_taken")},
    )
)
class ChangePhoneView(TakeCodeView):
    """Take the number that the code proves. Every other session ends."""

    def take(self, request: HttpRequest, data: dict[str, Any]) -> SignedIn:
        return SignedIn(change_phone(request, caller(request), **data))
