"""The policy in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import MoneyField
from salons.models import DepositKind


class TermsSerializer(serializers.Serializer[Any]):
    """The terms of one service; percentages are of its price."""

    service = serializers.IntegerField()
    deposit_kind = serializers.ChoiceField(choices=DepositKind.choices)
    deposit_minor = serializers.IntegerField()
    deposit_percent = serializers.IntegerField()
    free_cancellation_hours = serializers.IntegerField()
    cancellation_fee_percent = serializers.IntegerField()
    no_show_fee_percent = serializers.IntegerField()
    late_grace_minutes = serializers.IntegerField()
    moves_allowed = serializers.IntegerField()


class PolicySerializer(serializers.Serializer[Any]):
    """What a customer accepts by booking."""

    version = serializers.CharField(
        help_text="Send it as `policy_version` to book by exactly these terms."
    )
    paragraphs = serializers.ListField(child=serializers.CharField())
    missed = serializers.ListField(
        child=serializers.CharField(), help_text="What visits that the caller missed mean for her."
    )
    is_blocked = serializers.BooleanField(help_text="She books by phone alone.")
    total = MoneyField()
    due_now = MoneyField()
    due_at_salon = MoneyField(source="at_salon")
    terms = serializers.SerializerMethodField()

    @extend_schema_field(TermsSerializer(many=True))
    def get_terms(self, policy: Any) -> list[dict[str, Any]]:
        return [{"service": pk, **each.as_json()} for pk, each in sorted(policy.terms.items())]
