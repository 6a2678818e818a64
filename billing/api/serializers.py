"""Shapes of the billing API. Amounts of a payment are in minor units (halalas)."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from billing.domain.declines import failure_of
from billing.enums import PaymentStatus
from billing.models import Payment


class StartPaymentSerializer(serializers.Serializer[Any]):
    """Which appointment is to be paid."""

    appointment = serializers.UUIDField()


class InstructionsSerializer(serializers.Serializer[Any]):
    """All that a client needs to post the card to the provider; the card never comes here."""

    id = serializers.UUIDField()
    given_id = serializers.UUIDField(help_text="Send it on: it becomes the payment's id.")
    status = serializers.ChoiceField(choices=PaymentStatus.choices)
    amount = serializers.IntegerField(help_text="Minor units; send it unchanged.")
    currency = serializers.CharField()
    description = serializers.CharField()
    publishable_api_key = serializers.CharField()
    callback_url = serializers.URLField()
    metadata = serializers.DictField(child=serializers.CharField())
    api_url = serializers.URLField(help_text="POST the payment here, card included.")


class CardSerializer(serializers.Serializer[Any]):
    """As much of a card as the provider tells."""

    company = serializers.CharField()
    last_four = serializers.CharField()


class FailureSerializer(serializers.Serializer[Any]):
    """Why a payment failed."""

    code = serializers.CharField()
    message = serializers.CharField()


class MoneySerializer(serializers.Serializer[Any]):
    """An amount in minor units."""

    amount = serializers.IntegerField()
    currency = serializers.CharField()


class PaymentSerializer(serializers.ModelSerializer[Payment]):
    """A payment and how it stands."""

    amount = serializers.IntegerField(source="amount_minor")
    refunded = serializers.SerializerMethodField()
    card = serializers.SerializerMethodField()
    failure = serializers.SerializerMethodField()

    class Meta:
        model = Payment
        fields = [
            "id",
            "appointment",
            "status",
            "amount",
            "currency",
            "refunded",
            "card",
            "failure",
            "created_at",
            "paid_at",
        ]

    @extend_schema_field(MoneySerializer)
    def get_refunded(self, payment: Payment) -> dict[str, Any]:
        return {"amount": payment.refunded_minor, "currency": payment.currency}

    @extend_schema_field(CardSerializer(allow_null=True))
    def get_card(self, payment: Payment) -> dict[str, str] | None:
        if not payment.card_last_four:
            return None
        return {"company": payment.card_company, "last_four": payment.card_last_four}

    @extend_schema_field(FailureSerializer(allow_null=True))
    def get_failure(self, payment: Payment) -> dict[str, str] | None:
        if payment.status != PaymentStatus.FAILED:
            return None
        failure = failure_of(payment)
        return {"code": failure.code, "message": failure.message}
