"""Answers that several of the calls under ``/api/auth/`` give."""

from typing import Any

from django.http import HttpRequest
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.response import Response

from accounts.api.serializers import PendingSerializer, PersonSerializer, SentCodeSerializer
from accounts.domain.codes.otp import SentCode
from accounts.domain.sessions.refreshing import issue_refresh_token
from accounts.domain.sign_in.completion import HeldBack, SignedIn


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
        body = body | secrets_for_app(request, outcome)
    return Response(body, status=status)


def secrets_for_app(request: HttpRequest, outcome: SignedIn | HeldBack) -> dict[str, str]:
    """Return the secret of the session and, once it is somebody's, what renews it."""
    session: Any = request.session
    # The row and its end are there from now on.
    session.save()
    body = {"session_token": session.session_key}
    if isinstance(outcome, SignedIn):
        body["refresh_token"] = issue_refresh_token(
            outcome.user,
            family=session.family,
            host=request.get_host().lower(),
            ends_at=session.ends_at,
        )
    return body


def validated(serializer: Any) -> dict[str, Any]:
    """Return the valid data of a serializer. Raises DRF's ValidationError."""
    serializer.is_valid(raise_exception=True)
    data: dict[str, Any] = serializer.validated_data
    return data
