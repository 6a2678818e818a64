"""Answers that several of the calls under ``/api/auth/`` give."""

from typing import Any

from django.http import HttpRequest
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.response import Response

from accounts.api.serializers import PendingSerializer, PersonSerializer, SentCodeSerializer
from accounts.domain.otp import SentCode
from accounts.domain.sign_in import HeldBack, SignedIn


def refusal(codes: str) -> OpenApiResponse:
    """Describe a problem+json answer by the codes that it may carry."""
    return OpenApiResponse(OpenApiTypes.OBJECT, description=f"problem+json: {codes}")


def sent(code: SentCode) -> Response:
    """Return 202 with what may be known of a code that is on its way."""
    return Response(SentCodeSerializer(code).data, status=202)


def signed_in(request: HttpRequest, outcome: SignedIn | HeldBack) -> Response:
    """Return the session, or 401 with what is still owed. Apps get the secret in the body."""
    body: dict[str, Any]
    if isinstance(outcome, HeldBack):
        body, status = PendingSerializer({"pending": outcome.stage.name}).data, 401
    else:
        body, status = {"user": PersonSerializer(outcome.user).data}, 200
    if getattr(request, "is_app_client", False):
        if request.session.session_key is None:
            request.session.save()
        body = body | {"session_token": request.session.session_key}
    return Response(body, status=status)


def validated(serializer: Any) -> dict[str, Any]:
    """Return the valid data of a serializer. Raises DRF's ValidationError."""
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data
