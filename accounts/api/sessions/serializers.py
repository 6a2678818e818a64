"""Shapes of the calls about sessions."""

from typing import Any

from rest_framework import serializers

from accounts.enums import SessionKind


class RefreshSerializer(serializers.Serializer[Any]):
    """What renews the session; it works once."""

    refresh_token = serializers.CharField(max_length=100)


class RenewedSerializer(serializers.Serializer[Any]):
    """What the app holds from now on; what it held before is worthless."""

    session_token = serializers.CharField()
    refresh_token = serializers.CharField()


class SessionSerializer(serializers.Serializer[Any]):
    """One of the person's sessions."""

    id = serializers.UUIDField()
    is_current = serializers.BooleanField()
    kind = serializers.ChoiceField(choices=SessionKind.choices)
    host = serializers.CharField(help_text="Empty for another salon, asked on a salon's host.")
    device = serializers.CharField(help_text="Such as 'Chrome on Android'.")
    address = serializers.CharField(help_text="The network, not the whole address.")
    created_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField(help_text="Within ten minutes.")


class SessionListSerializer(serializers.Serializer[Any]):
    """The newest hundred."""

    results = SessionSerializer(many=True)
