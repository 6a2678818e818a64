"""Viewsets of Wagtail that a salon's back office replaces."""

from typing import Any

from django.contrib.auth.models import Permission
from wagtail.users.views.users import UserViewSet


class NoUserViewSet(UserViewSet):
    """Offers no view and no permission.

    Wagtail's own lists and edits every person of the platform and can set e-mail addresses.
    People are invited to a salon by phone instead.
    """

    add_to_admin_menu = False

    def get_urlpatterns(self) -> list[Any]:
        return []

    def get_permissions_to_register(self) -> Any:
        return Permission.objects.none()
