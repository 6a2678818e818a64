"""Shapes of the booking API. They validate form; the domain validates rules."""

from typing import Any

from rest_framework import serializers

from booking.domain.availability import MAX_SERVICES, Slot
from booking.models import Appointment, AppointmentItem
from foundation.api.fields import InstantField, MoneyField
from foundation.localized import pick


class AvailabilityQuery(serializers.Serializer[Any]):
    """``service`` may be repeated for several services in sequence."""

    date = serializers.DateField()
    service = serializers.ListField(
        child=serializers.IntegerField(min_value=1), min_length=1, max_length=MAX_SERVICES
    )
    staff = serializers.IntegerField(min_value=1, required=False, allow_null=True)


class SlotStaffSerializer(serializers.Serializer[Any]):
    """Who would do the first service of the visit."""

    id = serializers.IntegerField()
    name = serializers.SerializerMethodField()

    def get_name(self, person: Any) -> str:
        return pick(person.name_ar, person.name_en)


class SlotSerializer(serializers.Serializer[Slot]):
    """One bookable time."""

    start = InstantField()
    end = InstantField()
    staff = SlotStaffSerializer(source="parts.0.staff")

    def to_representation(self, slot: Slot) -> dict[str, Any]:
        zone = self.context["zone"]
        return {
            "start": slot.start.astimezone(zone).isoformat(),
            "end": slot.end.astimezone(zone).isoformat(),
            "staff": SlotStaffSerializer(slot.parts[0].staff).data,
        }


class SlotsSerializer(serializers.Serializer[Any]):
    """The answer of availability."""

    slots = SlotSerializer(many=True)


class NewItemSerializer(serializers.Serializer[Any]):
    """A service, by a certain person or (null) by anybody."""

    service = serializers.IntegerField(min_value=1)
    staff = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class NewAppointmentSerializer(serializers.Serializer[Any]):
    """What a client sends to book."""

    start = InstantField()
    items = NewItemSerializer(many=True, allow_empty=False, max_length=MAX_SERVICES)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class AppointmentItemSerializer(serializers.ModelSerializer[AppointmentItem]):
    """One service of an appointment, as it was when it was booked."""

    service = serializers.IntegerField(source="service_id")
    service_name = serializers.CharField(read_only=True)
    staff = serializers.SerializerMethodField()
    price = MoneyField()
    start = InstantField(source="starts_at")
    end = InstantField(source="ends_at")

    class Meta:
        model = AppointmentItem
        fields = ["service", "service_name", "staff", "price", "duration_minutes", "start", "end"]

    def get_staff(self, item: AppointmentItem) -> dict[str, Any]:
        return {"id": item.staff_id, "name": item.staff_name}


class AppointmentSerializer(serializers.ModelSerializer[Appointment]):
    """An appointment; amounts in minor units, times in the salon's zone."""

    start = InstantField(source="starts_at")
    end = InstantField(source="ends_at")
    total = MoneyField()
    vat = MoneyField()
    due_now = MoneyField()
    hold_expires_at = InstantField(allow_null=True)
    items = AppointmentItemSerializer(many=True)

    class Meta:
        model = Appointment
        fields = [
            *("id", "reference", "status", "start", "end", "total", "vat", "due_now"),
            *("hold_expires_at", "items"),
        ]
