"""What the API shows of the catalogue, in the language of the request."""

from typing import Any

from rest_framework import serializers

from foundation.api.fields import MoneyField
from salons.models import Service, StaffMember


class ServiceSerializer(serializers.ModelSerializer[Service]):
    """One service; ``staff`` are the ids of the people who do it."""

    name = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    category = serializers.CharField(source="category.name", read_only=True)
    price = MoneyField()
    staff = serializers.SerializerMethodField()

    class Meta:
        model = Service
        fields = ["id", "name", "description", "category", "duration_minutes", "price", "staff"]

    def get_staff(self, service: Any) -> list[int]:
        return [skill.staff_id for skill in service.doers]


class StaffSerializer(serializers.ModelSerializer[StaffMember]):
    """One member of staff; ``services`` are the ids of what she does."""

    name = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    bio = serializers.CharField(read_only=True)
    services = serializers.SerializerMethodField()

    class Meta:
        model = StaffMember
        fields = ["id", "name", "title", "bio", "services"]

    def get_services(self, member: StaffMember) -> list[int]:
        return [skill.service_id for skill in member.skills.all()]
