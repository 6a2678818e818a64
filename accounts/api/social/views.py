"""Signing in by another provider, and the identities that open one's account."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.allauth_bridge.social import app_token_claims
from accounts.api.answers import refusal, signed_in, validated
from accounts.api.codes import SENDING, SIGNING_IN, SendCodeView, TakeCodeView
from accounts.api.permissions import HasFreshProof
from accounts.api.serializers import PendingSerializer, SignedInSerializer
from accounts.api.social.serializers import (
    IdentitySerializer,
    PendingIdentitySerializer,
    TokenSerializer,
)
from accounts.domain.codes.otp import SentCode
from accounts.domain.identities.app_tokens import refuse_many_tokens, spend_app_token
from accounts.domain.identities.arrivals import arrive, prove_phone, request_phone_code
from accounts.domain.identities.linking import identities_of
from accounts.domain.identities.pending import pending_identity
from accounts.domain.identities.unlinking import unlink_identity
from accounts.domain.sign_in.completion import HeldBack, SignedIn
from accounts.models import User
from accounts.visitors import visitor_of
from foundation.errors import NotAllowed


@method_decorator([never_cache, sensitive_post_parameters("id_token")], name="dispatch")
class TokenView(APIView):
    """Sign in an app (``X-Client: app``) by an ID token of the provider's own software."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_social_token",
        request=TokenSerializer,
        responses={
            200: SignedInSerializer,
            401: PendingSerializer,
            400: refusal("invalid, invalid_token"),
            403: refusal("not_allowed, account_inactive"),
            404: refusal("unknown_provider"),
            429: refusal("throttled; with Retry-After"),
            503: refusal("provider_unavailable"),
        },
    )
    def post(self, request: Request) -> Response:
        http_request = request._request
        if not getattr(http_request, "is_app_client", False):
            # Browsers go to the provider and come back: no page can hand them a token.
            raise NotAllowed
        data = validated(TokenSerializer(data=request.data))
        refuse_many_tokens(visitor_of(http_request))
        claims = app_token_claims(http_request, data["provider"], data["id_token"])
        identity = spend_app_token(data["provider"], claims, nonce=data["nonce"])
        return signed_in(http_request, arrive(http_request, identity, next_path=""))


@method_decorator(never_cache, name="dispatch")
class PendingView(APIView):
    """The identity that waits in this session for a proved number."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="auth_social_pending",
        responses={200: PendingIdentitySerializer, 409: refusal("no_pending")},
    )
    def get(self, request: Request) -> Response:
        return Response(PendingIdentitySerializer(pending_identity(request._request)).data)


class ForPendingIdentity(APIView):
    """Refuses where no identity waits, whatever was sent along. Raises NoPendingIdentity (409)."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        pending_identity(request._request)


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_social_phone_request",
        responses=SENDING | {409: refusal("no_pending")},
    )
)
class RequestPhoneCodeView(ForPendingIdentity, SendCodeView):
    """Send a code for the identity that waits."""

    def send(self, request: HttpRequest, data: dict[str, Any]) -> SentCode:
        return request_phone_code(request, data["phone_number"], channel=data["channel"])


@extend_schema_view(
    post=extend_schema(
        operation_id="auth_social_phone_verify",
        responses=SIGNING_IN
        | {409: refusal("no_pending, provider_already_linked, identity_taken")},
    )
)
class VerifyPhoneCodeView(ForPendingIdentity, TakeCodeView):
    """Link the identity that waits with whoever has the number, and sign her in."""

    def take(self, request: HttpRequest, data: dict[str, Any]) -> SignedIn | HeldBack:
        return prove_phone(request, **data)


@method_decorator(never_cache, name="dispatch")
class IdentitiesView(APIView):
    """The identities that open one's account: one of each provider at most."""

    @extend_schema(
        operation_id="auth_social_list",
        responses=IdentitySerializer(many=True),
        filters=False,
    )
    def get(self, request: Request) -> Response:
        accounts = identities_of(cast(User, request.user))
        return Response(IdentitySerializer(accounts, many=True).data)


@method_decorator(never_cache, name="dispatch")
class IdentityView(APIView):
    """One identity of one's account."""

    permission_classes = [IsAuthenticated, HasFreshProof]

    @extend_schema(
        operation_id="auth_social_unlink",
        responses={204: None, 401: refusal("reauth_required"), 404: refusal("not_found")},
    )
    def delete(self, request: Request, account_id: int) -> Response:
        user: Any = request.user
        unlink_identity(request._request, user, account_id)
        return Response(status=204)
