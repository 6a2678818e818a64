"""Shapes of family members in the API."""

from typing import Any

from rest_framework import serializers

from booking.models import FamilyMember


class FamilyMemberSerializer(serializers.ModelSerializer[FamilyMember]):
    """Somebody who comes under the caller's number."""

    class Meta:
        model = FamilyMember
        fields = ["id", "name", "relation", "birth_year", "notes", "is_archived"]
        read_only_fields = ["id", "is_archived"]
        # The years that count are the domain's: the database holds more.
        extra_kwargs = {"birth_year": {"min_value": None, "max_value": 9999}}


class FamilyMemberChangeSerializer(FamilyMemberSerializer):
    """What of a member changes; ``is_archived`` takes her off the list and back."""

    class Meta(FamilyMemberSerializer.Meta):
        read_only_fields = ["id"]


def changes_of(asked: serializers.BaseSerializer[Any]) -> dict[str, Any]:
    """Return what was sent and is of the right shape."""
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
