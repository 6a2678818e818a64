"""What each role may do in Wagtail's and Django's own pages: groups of the salon's own schema.

Who has which right stands in ``tenants.domain.people.rights``; here is what a right means to them.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from tenants.domain.people.rights import Right, rights_of
from tenants.enums import Role

# Our own pages ask for the right itself: what is not here needs no permission.
GRANTS: dict[Right, tuple[str, ...]] = {
    Right.ENTER: ("wagtailadmin.access_admin",),
    Right.EDIT_CATALOGUE: tuple(
        f"salons.{action}_{model}"
        for model in ("service", "addon", "servicecategory", "resourcetype", "staffmember")
        for action in ("view", "add", "change", "delete")
    ),
    Right.EDIT_SETTINGS: (
        *("salons.change_bookingrules", "salons.change_salonprofile"),
        *(f"salons.{action}_policyoverride" for action in ("view", "add", "change", "delete")),
    ),
}
# Of those who edit the storefront: on every page, and on every picture.
PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page")
IMAGE_PERMISSIONS = ("add_image", "change_image", "choose_image")


def seed_roles() -> None:
    """Make the groups of the roles with exactly their permissions; a second call changes nothing.

    Removes the groups that Wagtail's own migrations made: the roles take their place.
    """
    Group.objects.exclude(name__in=Role.values).delete()
    for role in Role:
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([_permission(name) for name in permissions_of(role)])
        _set_storefront(group, may_edit=Right.EDIT_STOREFRONT in rights_of(role))


def permissions_of(role: Role) -> list[str]:
    """Return the names of the permissions that the role's rights come down to."""
    return sorted(name for right in rights_of(role) for name in GRANTS.get(right, ()))


def _set_storefront(group: Group, *, may_edit: bool) -> None:
    if not may_edit:
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        return
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
