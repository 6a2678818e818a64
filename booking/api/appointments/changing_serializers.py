"""Shapes of changes in the API. They validate form; the domain validates rules."""

from typing import Any

from rest_framework import serializers

from booking.api.appointments.serializers import (
    LARGEST_ID,
    NewGuestSerializer,
    NewItemSerializer,
    TimeRefusedSerializer,
)
from booking.domain.availability import MAX_GUESTS, MAX_PARTS, MAX_SERVICES
from foundation.api.fields import InstantField, MoneyField


def _seen(name: str) -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_ID,
        required=False,
        allow_null=True,
        default=None,
        help_text=f"`{name}.amount` of the preview that was shown; where it is another one by now,"
        " nothing changes and the answer is 409 `terms_changed` with the new amounts.",
    )


class SeenSerializer(serializers.Serializer[Any]):
    """What the preview said that it comes to, in minor units."""

    expected_refund = _seen("refund")
    expected_fee = _seen("fee")


class RescheduleSerializer(SeenSerializer):
    """Where to. Without ``items`` the services stay; without ``staff`` the people do."""

    expected_due = _seen("due_at_salon")
    start = InstantField()
    staff = serializers.IntegerField(
        min_value=1,
        max_value=LARGEST_ID,
        required=False,
        allow_null=True,
        help_text="The same services by this person where she does them; null: by anybody.",
    )
    items = NewItemSerializer(
        many=True,
        required=False,
        allow_empty=False,
        max_length=MAX_SERVICES,
        help_text="Instead of what is booked; of the first guest.",
    )
    guests = NewGuestSerializer(
        many=True, required=False, max_length=MAX_GUESTS - 1, help_text="With `items`."
    )


class CancelSerializer(SeenSerializer):
    """What to cancel: ids of the appointment's items; none of them: the whole visit."""

    items = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        required=False,
        default=list,
        max_length=MAX_PARTS,
    )


class PlannedItemSerializer(serializers.Serializer[Any]):
    """One service as it would be."""

    guest = serializers.IntegerField()
    service = serializers.IntegerField(source="service.id")
    service_name = serializers.CharField(source="service.name")
    staff = serializers.IntegerField(source="staff.id")
    staff_name = serializers.CharField(source="staff.name")
    start = InstantField()
    end = InstantField()
    price = MoneyField()


class ChangePreviewSerializer(serializers.Serializer[Any]):
    """What a change comes to: ``refund`` goes back, ``due_at_salon`` is left to pay there."""

    start = InstantField(source="slot.start")
    end = InstantField(source="slot.end")
    items = PlannedItemSerializer(many=True, source="slot.parts")
    total_before = MoneyField(source="before")
    total = MoneyField(source="after")
    fee = MoneyField()
    refund = MoneyField()
    refund_to = serializers.CharField(source="paid.source")
    due_at_salon = MoneyField()
    moves_left = serializers.IntegerField(help_text="Afterwards.")
    stays_late = serializers.BooleanField(
        help_text="Cancelling is no longer free, and another time does not change that."
    )


class CancellationPreviewSerializer(serializers.Serializer[Any]):
    """What cancelling comes to: of ``paid``, ``refund`` goes back and ``fee`` is kept."""

    is_whole = serializers.BooleanField()
    is_free = serializers.BooleanField()
    free_until = InstantField()
    paid = MoneyField()
    fee = MoneyField()
    refund = MoneyField()
    refund_to = serializers.CharField(source="source")
    total_left = MoneyField(source="left")


class ChangeRefusedSerializer(TimeRefusedSerializer):
    """The problem of a change that is not made."""

    code = serializers.ChoiceField(
        choices=[
            *("slot_taken", "not_bookable", "busy", "not_changeable", "too_late_to_move"),
            *("no_moves_left", "nothing_changes", "price_changes"),
            *("too_late_to_cancel", "invalid_transition", "terms_changed"),
            *("customer_blocked", "booking_blocked"),
        ]
    )
    refund = MoneyField(help_text="Only with `terms_changed`: what it is by now.")
    fee = MoneyField(help_text="Only with `terms_changed`.")
    due = MoneyField(help_text="Only with `terms_changed`, of a move.")
