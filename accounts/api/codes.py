"""Calls that send a code and calls that take one. Each says only what is its own."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal, sent, signed_in, validated
from accounts.api.serializers import (
    CodeRequestSerializer,
    CodeVerifySerializer,
    PendingSerializer,
    SentCodeSerializer,
    SignedInSerializer,
)
from accounts.domain.codes.otp import SentCode
from accounts.domain.sign_in.completion import HeldBack, SignedIn
from accounts.models import User

# What every call of the kind may answer, for the API's description.
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
SIGNING_IN = PROVING | {
    401: PendingSerializer,
    403: refusal("csrf_failed, account_inactive"),
}


@method_decorator(never_cache, name="dispatch")
class SendCodeView(APIView):
    """A call that sends a code: 202, with what may be known of it."""

    serializer_class: Any = CodeRequestSerializer

    def post(self, request: Request) -> Response:
        data = validated(self.serializer_class(data=request.data))
        return sent(self.send(request._request, data))

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        raise NotImplementedError


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class TakeCodeView(APIView):
    """A call that takes a code: the session, whose secret is new, or what is still owed."""

    serializer_class: Any = CodeVerifySerializer

    def post(self, request: Request) -> Response:
        data = validated(self.serializer_class(data=request.data))
        return signed_in(request._request, self.take(request._request, data))

    def take(self, request: HttpRequest, data: dict[str, Any]) -> SignedIn | HeldBack:
        raise NotImplementedError


def caller(request: HttpRequest) -> User:
    """Return the signed-in person who asks."""
    return cast(User, request.user)
