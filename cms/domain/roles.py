"""What each role may do in its salon: groups and permissions of the salon's own schema."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from tenants.enums import Role

_CATALOGUE = [
    f"salons.{action}_{model}"
    for model in ("service", "servicecategory", "staffmember", "openinghours")
    for action in ("view", "add", "change", "delete")
]
_RECEPTION = [
    "wagtailadmin.access_admin",
    "booking.view_appointment",
    "booking.add_appointment",
    "booking.change_appointment",
    "billing.view_payment",
]
_MANAGER = [
    *_RECEPTION,
    *_CATALOGUE,
    "billing.add_refund",
    "salons.change_bookingrules",
    "salons.change_salonprofile",
]
# The account page: plan, state, everything of the salon in one file.
_ACCOUNT = ["tenants.view_salonexport", "tenants.add_salonexport"]
PERMISSIONS: dict[Role, list[str]] = {
    Role.OWNER: [*_MANAGER, "audit.view_auditentry", "tenants.change_domain", *_ACCOUNT],
    Role.MANAGER: _MANAGER,
    Role.RECEPTION: _RECEPTION,
    Role.STYLIST: ["wagtailadmin.access_admin", "booking.view_appointment"],
}
# Who edits the storefront: pages and pictures.
EDITORS = (Role.OWNER, Role.MANAGER)
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page")
IMAGE_PERMISSIONS = ("add_image", "change_image", "choose_image")


def seed_roles() -> None:
    """Make the groups of the roles with their permissions; a second call changes nothing.

    Removes the groups that Wagtail's own migrations made: the roles take their place.
    """
    Group.objects.exclude(name__in=Role.values).delete()
    for role, names in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([_permission(name) for name in names])
    for role in EDITORS:
        _let_edit(Group.objects.get(name=role))


def _let_edit(group: Group) -> None:
    root = Page.get_first_root_node()
    for codename in PAGE_PERMISSIONS:
        permission = _permission(f"wagtailcore.{codename}")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for codename in IMAGE_PERMISSIONS:
        permission = _permission(f"wagtailimages.{codename}")
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
