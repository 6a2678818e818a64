"""Shapes of the calls about second factors."""

from typing import Any

from rest_framework import serializers

from accounts.domain.second_factor.factors import FactorKind


class FactorCodeSerializer(serializers.Serializer[Any]):
    """Six digits of an authenticator app, or a recovery code."""

    code = serializers.CharField(max_length=32)


class KindsSerializer(serializers.Serializer[Any]):
    """What the person may show. Passkeys are for browsers on the platform's own pages."""

    kinds = serializers.ListField(child=serializers.ChoiceField(choices=FactorKind.choices))


class FactorSerializer(serializers.Serializer[Any]):
    """A passkey or an authenticator app."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=FactorKind.choices)
    name = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)


class FactorsSerializer(serializers.Serializer[Any]):
    """All that the person has."""

    factors = FactorSerializer(many=True)
    recovery_codes_left = serializers.IntegerField()


class ConfirmedSerializer(serializers.Serializer[Any]):
    """Confirmed; the secret of an app's session is a new one."""

    session_token = serializers.CharField(required=False, help_text="Only for X-Client: app.")
