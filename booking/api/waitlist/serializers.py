"""Shapes of the waiting list in the API. They validate form; the domain validates rules."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from booking.api.appointments.serializers import NewGuestSerializer, NewItemSerializer
from booking.domain.availability import MAX_GUESTS, MAX_SERVICES
from booking.domain.engine.world import Alignment
from booking.models import WaitlistEntry, WaitlistOffer
from foundation.api.fields import InstantField

CLOCK = ["%H:%M"]


class NewEntrySerializer(serializers.Serializer[Any]):
    """A visit as it is booked, without a start, and on which days and hours it suits."""

    items = NewItemSerializer(
        many=True, allow_empty=False, max_length=MAX_SERVICES, help_text="Of the first guest."
    )
    guests = NewGuestSerializer(
        many=True, required=False, max_length=MAX_GUESTS - 1, help_text="Each further guest."
    )
    align = serializers.ChoiceField(
        choices=[each.value for each in Alignment], required=False, default=Alignment.START.value
    )
    first_day = serializers.DateField()
    last_day = serializers.DateField()
    earliest = serializers.TimeField(
        required=False, allow_null=True, default=None, input_formats=CLOCK
    )
    latest = serializers.TimeField(
        required=False, allow_null=True, default=None, input_formats=CLOCK
    )


class OfferSerializer(serializers.ModelSerializer[WaitlistOffer]):
    """A time that is held for the caller until it expires."""

    appointment = serializers.UUIDField(source="appointment_id")
    start = InstantField(source="appointment.starts_at")
    end = InstantField(source="appointment.ends_at")
    expires_at = InstantField()

    class Meta:
        model = WaitlistOffer
        fields = ["id", "appointment", "start", "end", "expires_at"]


class EntrySerializer(serializers.ModelSerializer[WaitlistEntry]):
    """What the caller waits for; never how many wait before her."""

    earliest = serializers.TimeField(format="%H:%M", allow_null=True)
    latest = serializers.TimeField(format="%H:%M", allow_null=True)
    created_at = InstantField()
    offer = serializers.SerializerMethodField()

    class Meta:
        model = WaitlistEntry
        fields = [
            *("id", "status", "visit", "first_day", "last_day", "earliest", "latest"),
            *("created_at", "offer"),
        ]

    @extend_schema_field(OfferSerializer(allow_null=True))
    def get_offer(self, entry: WaitlistEntry) -> Any:
        offers: list[WaitlistOffer] = entry.open_offers  # type: ignore[attr-defined]
        return OfferSerializer(offers[0], context=self.context).data if offers else None
