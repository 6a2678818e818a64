"""Shapes of appointments in the API. They validate form; the domain validates rules."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from booking.api.availability.serializers import NamedSerializer
from booking.domain.availability import MAX_ADD_ONS, MAX_GUESTS, MAX_SERVICES
from booking.domain.availability.words.public import WORDS
from booking.domain.engine.world import Alignment
from booking.models import Appointment, AppointmentItem
from foundation.api.fields import InstantField, MoneyField
from foundation.localized import pick
from foundation.money import Money

# What a key of the database holds.
LARGEST_ID = 2**63 - 1
MEMBER_HELP = "Of `/api/family/`: who comes, where it is not the caller."
VERSION_HELP = "`version` of `/api/policy/` as the customer read it: another one is refused."


def _id_field(**options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=LARGEST_ID, **options)


# Named in SPECTACULAR_SETTINGS: the rules that customers are told of.
PUBLIC_RULES = [(rule, rule) for rule in sorted(WORDS)]


class NewItemSerializer(serializers.Serializer[Any]):
    """A service, by a certain person or (null) by anybody, with what lengthens it."""

    service = _id_field()
    staff = _id_field(required=False, allow_null=True, default=None)
    add_ons = serializers.ListField(
        child=_id_field(), required=False, default=list, max_length=MAX_ADD_ONS
    )


class NewGuestSerializer(serializers.Serializer[Any]):
    """What one guest has done."""

    items = NewItemSerializer(many=True, allow_empty=False, max_length=MAX_SERVICES)


class NewAppointmentSerializer(serializers.Serializer[Any]):
    """What a client sends to book: a slot of availability, asked for in the same way."""

    start = InstantField()
    items = NewItemSerializer(
        many=True, allow_empty=False, max_length=MAX_SERVICES, help_text="Of the first guest."
    )
    guests = NewGuestSerializer(
        many=True,
        required=False,
        default=list,
        max_length=MAX_GUESTS - 1,
        help_text="Each further guest.",
    )
    align = serializers.ChoiceField(
        choices=[each.value for each in Alignment], required=False, default=Alignment.START.value
    )
    member = _id_field(
        required=False,
        allow_null=True,
        default=None,
        help_text=MEMBER_HELP,
    )
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    policy_version = serializers.CharField(
        max_length=16,
        required=False,
        allow_blank=True,
        default="",
        help_text=VERSION_HELP,
    )
    hold = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Keep the time while it is looked over, until `hold_expires_at`: confirm it or"
        " let it go. A customer keeps one at once; the next one frees it.",
    )


class ConfirmationSerializer(serializers.Serializer[Any]):
    """What a client sends to confirm a held time."""

    member = _id_field(required=False, allow_null=True, default=None, help_text=MEMBER_HELP)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    policy_version = serializers.CharField(
        max_length=16, required=False, allow_blank=True, default="", help_text=VERSION_HELP
    )


class BookedAddOnSerializer(serializers.Serializer[Any]):
    """An add-on as it was when it was booked."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    minutes = serializers.IntegerField()
    price = MoneyField()


class AppointmentItemSerializer(serializers.ModelSerializer[AppointmentItem]):
    """One service of an appointment, as it was when it was booked."""

    service = serializers.IntegerField(source="service_id")
    service_name = serializers.CharField(read_only=True)
    staff = serializers.SerializerMethodField()
    add_ons = serializers.SerializerMethodField()
    price = MoneyField()
    start = InstantField(source="starts_at")
    end = InstantField(source="ends_at")

    class Meta:
        model = AppointmentItem
        fields = [
            *("id", "guest", "service", "service_name", "staff", "add_ons"),
            *("price", "duration_minutes", "start", "end"),
        ]

    @extend_schema_field(NamedSerializer)
    def get_staff(self, item: AppointmentItem) -> dict[str, Any]:
        return {"id": item.staff_id, "name": item.staff_name}

    @extend_schema_field(BookedAddOnSerializer(many=True))
    def get_add_ons(self, item: AppointmentItem) -> list[dict[str, Any]]:
        return [
            {
                "id": add_on["id"],
                "name": pick(add_on["name_ar"], add_on["name_en"]),
                "minutes": add_on["minutes"],
                "price": Money(add_on["price_minor"]).as_json(),
            }
            for add_on in item.add_ons
        ]


class AppointmentSerializer(serializers.ModelSerializer[Appointment]):
    """An appointment; amounts in minor units, times in the salon's zone."""

    start = InstantField(source="starts_at")
    end = InstantField(source="ends_at")
    total = MoneyField()
    vat = MoneyField()
    due_now = MoneyField()
    due_at_salon = MoneyField()
    hold_expires_at = InstantField(allow_null=True)
    member = serializers.SerializerMethodField(help_text="Who comes; null for the caller.")
    items = AppointmentItemSerializer(many=True)

    class Meta:
        model = Appointment
        fields = [
            *("id", "reference", "status", "start", "end", "total", "vat", "due_now"),
            *("due_at_salon", "hold_expires_at", "member", "items"),
        ]

    @extend_schema_field(NamedSerializer(allow_null=True))
    def get_member(self, appointment: Appointment) -> dict[str, Any] | None:
        member = appointment.member
        return {"id": member.pk, "name": member.name} if member else None


class TimeRefusedSerializer(serializers.Serializer[Any]):
    """The problem of a time that cannot be booked."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.ChoiceField(
        choices=[
            *("slot_taken", "not_bookable", "too_many_holds", "request_in_flight", "busy"),
            *("booking_blocked", "customer_blocked", "policy_changed"),
        ],
        help_text="`slot_taken`: another try may find it free; `not_bookable`: a rule says so;"
        " `request_in_flight`: a request with the same key is being worked on, ask again after"
        " `Retry-After` seconds.",
    )
    rule = serializers.ChoiceField(
        choices=PUBLIC_RULES, required=False, help_text="Which rule refuses the time."
    )
    reason = serializers.CharField(required=False, help_text="The rule in words for customers.")
    phone = serializers.CharField(
        required=False, help_text="Of the salon, where the customer books by phone only."
    )
    errors = serializers.ListField(child=serializers.DictField())
