"""Renewing, listing and ending sessions."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.answers import refusal, validated
from accounts.api.sessions.serializers import (
    RefreshSerializer,
    RenewedSerializer,
    SessionListSerializer,
)
from accounts.domain.sessions.ends import end_session, sign_out_everywhere
from accounts.domain.sessions.listing import sessions_of
from accounts.domain.sessions.refreshing import refresh_session
from accounts.domain.sign_in.completion import sign_out
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.visitors import visitor_of
from foundation.errors import NotFound


@method_decorator([never_cache, sensitive_post_parameters("refresh_token")], name="dispatch")
class RefreshView(APIView):
    """Renew an app's session: both secrets are new, the old ones dead."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_refresh",
        request=RefreshSerializer,
        responses={
            200: RenewedSerializer,
            400: refusal("invalid"),
            401: refusal("refresh_invalid"),
            409: refusal("already_refreshed"),
        },
    )
    def post(self, request: Request) -> Response:
        secret = validated(RefreshSerializer(data=request.data))["refresh_token"]
        renewed = refresh_session(secret, visitor=visitor_of(request._request))
        return Response(RenewedSerializer(renewed).data)


@method_decorator(never_cache, name="dispatch")
class SessionsView(APIView):
    """The person's sessions on all hosts and devices."""

    @extend_schema(operation_id="auth_sessions", responses=SessionListSerializer)
    def get(self, request: Request) -> Response:
        http_request = request._request
        found = sessions_of(
            cast(User, request.user),
            current=current_family(http_request),
            visitor=visitor_of(http_request),
        )
        return Response(SessionListSerializer({"results": found}).data)


class SessionView(APIView):
    """One of them."""

    @extend_schema(
        operation_id="auth_session_end", responses={204: None, 404: refusal("not_found")}
    )
    def delete(self, request: Request, family: UUID) -> Response:
        """End it, and what it opened on other hosts. The current one: sign out."""
        http_request = request._request
        if family == current_family(http_request):
            sign_out(http_request)
        elif not end_session(cast(User, request.user), family, visitor=visitor_of(http_request)):
            raise NotFound
        return Response(status=204)


class LogoutView(APIView):
    """End the session."""

    @extend_schema(operation_id="auth_logout", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        sign_out(request._request)
        return Response(status=204)


class LogoutEverywhereView(APIView):
    """End every session of the person, this one too."""

    @extend_schema(operation_id="auth_logout_all", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        http_request = request._request
        sign_out_everywhere(cast(User, request.user), visitor=visitor_of(http_request))
        http_request.session.flush()
        return Response(status=204)


def current_family(request: HttpRequest) -> UUID | None:
    """Return the name of the session that asks."""
    session: Any = request.session
    return cast(SessionStore, session).family
