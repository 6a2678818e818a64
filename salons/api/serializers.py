"""What the API shows of the catalogue, in the language of the request."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import MoneyField
from foundation.money import Money
from salons.api.pictures import LANDSCAPE, PORTRAIT, PhotoField
from salons.models import AddOn, ResourceType, Service, StaffMember, StaffSkill


def own_terms(skill: StaffSkill, service: Service) -> dict[str, Any]:
    """Return how long this person takes and what she costs: her own, else the service's."""
    minutes, price = skill.duration_minutes, skill.price_minor
    return {
        "duration_minutes": service.duration_minutes if minutes is None else minutes,
        "price": Money(service.price_minor if price is None else price).as_json(),
    }


class AddOnSerializer(serializers.ModelSerializer[AddOn]):
    """Something that lengthens the service."""

    name = serializers.CharField(read_only=True)
    price = MoneyField()

    class Meta:
        model = AddOn
        fields = ["id", "name", "minutes", "price"]


class ResourceTypeSerializer(serializers.ModelSerializer[ResourceType]):
    """The kind of room, chair or device that the service takes."""

    name = serializers.CharField(read_only=True)

    class Meta:
        model = ResourceType
        fields = ["id", "name"]


class DoerSerializer(serializers.Serializer[Any]):
    """How one person does the service."""

    staff = serializers.IntegerField()
    duration_minutes = serializers.IntegerField()
    price = MoneyField()


class DoneSerializer(serializers.Serializer[Any]):
    """How the person does one service."""

    service = serializers.IntegerField()
    duration_minutes = serializers.IntegerField()
    price = MoneyField()


class ServiceSerializer(serializers.ModelSerializer[Service]):
    """One service.

    ``duration_minutes`` with a person, then ``processing_minutes`` alone and ``finishing_minutes``
    with the same person: ``visit_minutes`` in all; preparation and clean-up are beside them.
    ``staff`` are the ids of the people who do it, ``by_staff`` how each of them does. Notice and
    horizon are null where the salon's own rules hold.
    """

    name = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    category = serializers.CharField(source="category.name", read_only=True)
    category_id = serializers.IntegerField(read_only=True)
    visit_minutes = serializers.IntegerField(read_only=True)
    price = MoneyField()
    resource_type = ResourceTypeSerializer(read_only=True, allow_null=True)
    add_ons = AddOnSerializer(source="extras", many=True)
    photo = PhotoField(LANDSCAPE)
    staff = serializers.SerializerMethodField()
    by_staff = serializers.SerializerMethodField()

    class Meta:
        model = Service
        fields = [
            *("id", "name", "description", "category", "category_id"),
            *("duration_minutes", "processing_minutes", "finishing_minutes", "visit_minutes"),
            *("buffer_before_minutes", "cleanup_minutes", "price", "price_kind", "clientele"),
            *("women_staff_only", "capacity", "needs_patch_test", "resource_type"),
            *("minimum_notice_minutes", "horizon_days", "add_ons", "photo", "staff", "by_staff"),
        ]

    def get_staff(self, service: Any) -> list[int]:
        return [skill.staff_id for skill in service.doers]

    @extend_schema_field(DoerSerializer(many=True))
    def get_by_staff(self, service: Any) -> list[dict[str, Any]]:
        return [{"staff": skill.staff_id, **own_terms(skill, service)} for skill in service.doers]


class StaffSerializer(serializers.ModelSerializer[StaffMember]):
    """One member of staff; ``services`` are the ids of what she does, ``skills`` how."""

    name = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    bio = serializers.CharField(read_only=True)
    photo = PhotoField(PORTRAIT)
    services = serializers.SerializerMethodField()
    skills = serializers.SerializerMethodField()

    class Meta:
        model = StaffMember
        fields = ["id", "name", "title", "bio", "photo", "services", "skills"]

    def get_services(self, member: Any) -> list[int]:
        return [skill.service_id for skill in member.shown_skills]

    @extend_schema_field(DoneSerializer(many=True))
    def get_skills(self, member: Any) -> list[dict[str, Any]]:
        return [
            {"service": skill.service_id, **own_terms(skill, skill.service)}
            for skill in member.shown_skills
        ]
