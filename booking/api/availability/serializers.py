"""Shapes of the answers about free times; ``writing`` fills them."""

from typing import Any

from rest_framework import serializers

from booking.domain.engine.reasons import Rule
from foundation.api.fields import MoneyField

AN_INSTANT = "ISO 8601 in the salon's zone"

# Named in SPECTACULAR_SETTINGS: the rules that the salon's people are told of.
RULES = [(rule, rule) for rule in [*(rule.value for rule in Rule), "taken"]]


class NamedSerializer(serializers.Serializer[Any]):
    """Somebody or something of the catalogue."""

    id = serializers.IntegerField()
    name = serializers.CharField(help_text="In the language of the request.")


class SlotPartSerializer(serializers.Serializer[Any]):
    """One service of a visit."""

    guest = serializers.IntegerField(help_text="0 for the first guest.")
    service = NamedSerializer()
    add_ons = NamedSerializer(many=True)
    staff = NamedSerializer()
    resource = NamedSerializer(allow_null=True, help_text="Room, chair or device that it takes.")
    start = serializers.DateTimeField(help_text=AN_INSTANT)
    end = serializers.DateTimeField(help_text="When the customer is done.")
    price = MoneyField()


class SlotSerializer(serializers.Serializer[Any]):
    """One bookable time with the plan behind it."""

    start = serializers.DateTimeField(help_text=AN_INSTANT)
    end = serializers.DateTimeField(help_text="When the last guest is done.")
    best = serializers.BooleanField(help_text="Leaves no useless gap, where the salon asks.")
    total = MoneyField()
    staff = NamedSerializer(help_text="Who does the first service.")
    parts = SlotPartSerializer(many=True)


class SlotsSerializer(serializers.Serializer[Any]):
    """The bookable times of one day."""

    slots = SlotSerializer(many=True)


class FreeDaysSerializer(serializers.Serializer[Any]):
    """The days with at least one bookable time among ``first``..``last``."""

    first = serializers.DateField()
    last = serializers.DateField()
    days = serializers.ListField(child=serializers.DateField())


class NextSlotSerializer(serializers.Serializer[Any]):
    """The soonest bookable time, null where the horizon has none."""

    slot = SlotSerializer(allow_null=True)


class ReasonPartSerializer(serializers.Serializer[Any]):
    """Which service of the visit a refusal is about."""

    guest = serializers.IntegerField(allow_null=True)
    position = serializers.IntegerField(allow_null=True)
    service = NamedSerializer()


class ReasonSerializer(serializers.Serializer[Any]):
    """A rule that refuses a time, in words for the salon's people."""

    rule = serializers.ChoiceField(choices=RULES)
    message = serializers.CharField()
    staff = NamedSerializer(allow_null=True, help_text="Whom it concerns.")
    part = ReasonPartSerializer(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    label = serializers.CharField(help_text="The owner's own words for it.")

    def get_fields(self) -> Any:
        # A word of the language cannot name an attribute.
        return super().get_fields() | {"from": serializers.DateTimeField(allow_null=True)}


class ReasonsSerializer(serializers.Serializer[Any]):
    """The slot where the time can be booked; what refuses it where it cannot."""

    slot = SlotSerializer(allow_null=True)
    refusals = ReasonSerializer(many=True)
