"""Shapes of the calls around one's own number."""

from typing import Any

from rest_framework import serializers

from accounts.enums import CodeChannel


class OwnCodeRequestSerializer(serializers.Serializer[Any]):
    """A code to one's own number."""

    channel = serializers.ChoiceField(choices=CodeChannel.choices, default=CodeChannel.SMS)


class RecycledAnswerSerializer(serializers.Serializer[Any]):
    """Whose account it is."""

    MINE, NEW = "mine", "new"

    answer = serializers.ChoiceField(choices=[MINE, NEW])
    first_name = serializers.CharField(
        max_length=150,
        required=False,
        allow_blank=True,
        help_text="With mine, where the account has no second factor.",
    )


class SleepingAccountSerializer(serializers.Serializer[Any]):
    """The account that a number has had until now."""

    last_used = serializers.DateTimeField(format="%Y-%m", help_text="Year and month.")
    has_factor = serializers.BooleanField(help_text="mine leads to the second factor.")
    has_name = serializers.BooleanField(help_text="mine may be shown by the first name.")
    providers = serializers.ListField(
        child=serializers.CharField(), help_text="Signing in with one of these shows it as well."
    )
