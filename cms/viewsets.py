"""Viewsets of Wagtail that a salon's back office leaves out."""

from typing import Any

from django.contrib.auth.models import Permission
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import UserViewSet


class _Absent:
    """Registers nothing: no menu entry, no search area, no address, no permission."""

    def on_register(self) -> None:
        """Leave Wagtail's registries as they are."""

    def get_urlpatterns(self) -> list[Any]:
        return []

    def get_permissions_to_register(self) -> Any:
        return Permission.objects.none()


class NoUserViewSet(_Absent, UserViewSet):
    """Takes the place of the administration of people.

    Wagtail's own lists and edits every person of the platform and can set e-mail addresses.
    People are invited to a salon by phone instead.
    """


class NoGroupViewSet(_Absent, GroupViewSet):
    """Takes the place of the administration of groups: roles and their rights are code."""
