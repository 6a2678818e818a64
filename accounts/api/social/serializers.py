"""Shapes of calls about identities of other providers."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from rest_framework import serializers

from accounts.domain.identities.providers import provider_name


class TokenSerializer(serializers.Serializer[Any]):
    """What an app got from the provider's own software on the phone."""

    provider = serializers.CharField(max_length=40, help_text="google, apple or oidc")
    id_token = serializers.CharField(max_length=8192)
    nonce = serializers.CharField(
        min_length=16,
        max_length=200,
        help_text="Random, made by the app for this sign-in alone. The token holds it or its"
        " SHA-256 in hex.",
    )


class PendingIdentitySerializer(serializers.Serializer[Any]):
    """An identity that waits for a proved number. ``expires_in`` is in seconds."""

    provider = serializers.CharField(source="identity.provider")
    provider_name = serializers.SerializerMethodField()
    name = serializers.CharField(source="identity.name")
    email = serializers.CharField(source="identity.email")
    expires_in = serializers.IntegerField()

    def get_provider_name(self, pending: Any) -> str:
        return provider_name(pending.identity.provider)


class IdentitySerializer(serializers.ModelSerializer[SocialAccount]):
    """An identity that opens the person's account."""

    provider_name = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    email = serializers.SerializerMethodField()
    linked_at = serializers.DateTimeField(source="date_joined")
    used_at = serializers.DateTimeField(source="last_login")

    class Meta:
        model = SocialAccount
        fields = ["id", "provider", "provider_name", "name", "email", "linked_at", "used_at"]

    def get_provider_name(self, account: SocialAccount) -> str:
        return provider_name(account.provider)

    def get_name(self, account: SocialAccount) -> str:
        return str(account.extra_data.get("name", ""))

    def get_email(self, account: SocialAccount) -> str:
        return str(account.extra_data.get("email", ""))
