"""Shapes of what comes in and goes out; the rules are in the domain."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.enums import CodeChannel
from accounts.models import User


class CodeRequestSerializer(serializers.Serializer[Any]):
    """Whom to send a code."""

    phone_number = serializers.CharField(max_length=40)
    channel = serializers.ChoiceField(choices=CodeChannel.choices, default=CodeChannel.SMS)


class CodeResendSerializer(serializers.Serializer[Any]):
    """Which code to send again."""

    challenge_id = serializers.UUIDField()


class CodeVerifySerializer(serializers.Serializer[Any]):
    """A code, named by its challenge or by the number that it went to."""

    challenge_id = serializers.UUIDField(required=False)
    phone_number = serializers.CharField(max_length=40, required=False)
    code = serializers.CharField(max_length=32)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "challenge_id" not in attrs and "phone_number" not in attrs:
            raise serializers.ValidationError(
                {"challenge_id": _("Send challenge_id or phone_number.")}, code="required"
            )
        return attrs


class SentCodeSerializer(serializers.Serializer[Any]):
    """A code is on its way. Times are in seconds."""

    challenge_id = serializers.UUIDField()
    expires_in = serializers.IntegerField()
    resend_after = serializers.IntegerField()
    channel = serializers.ChoiceField(choices=CodeChannel.choices)


class PersonSerializer(serializers.ModelSerializer[User]):
    """The signed-in person, to herself."""

    class Meta:
        model = User
        fields = ["id", "phone_number", "is_phone_verified", "first_name", "last_name", "language"]
        read_only_fields = fields


class ProfileSerializer(serializers.Serializer[Any]):
    """What a person may change about herself."""

    first_name = serializers.CharField(max_length=150, allow_blank=True, required=False)
    last_name = serializers.CharField(max_length=150, allow_blank=True, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class SignedInSerializer(serializers.Serializer[Any]):
    """Who signed in; apps also get the secret of the session."""

    user = PersonSerializer()
    session_token = serializers.CharField(required=False, help_text="Only for X-Client: app.")
    refresh_token = serializers.CharField(
        required=False, help_text="Only for X-Client: app. Works once, at POST /api/auth/refresh/."
    )


class PendingSerializer(serializers.Serializer[Any]):
    """What a person still owes before her session opens, such as ``second_factor``."""

    code = serializers.CharField(default="more_needed")
    pending = serializers.CharField()
    session_token = serializers.CharField(required=False, help_text="Only for X-Client: app.")
