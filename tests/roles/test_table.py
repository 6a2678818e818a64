"""The one table: that it is whole, and that Wagtail's groups follow it."""

import pytest
from django.contrib.auth.models import Group
from django_tenants.utils import tenant_context
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.domain.roles import (
    GRANTS,
    IMAGE_PERMISSIONS,
    PAGE_PERMISSIONS,
    permissions_of,
    seed_roles,
)
from cms.handlers import on_template_fingerprint
from tenants.domain.people import rights
from tenants.domain.people.membership import add_member
from tenants.domain.people.rights import GIVES, HOLDERS, SUPPORT, Right, gives, may, rights_of
from tenants.enums import Role
from tenants.signals import salon_upgraded
from tests.accounts_factories import UserFactory

# Read this as a person would: what each may, in the order of the table.
EXPECTED = {
    Role.STYLIST: {Right.ENTER, Right.SEE_OWN_DAY, Right.SEE_HEALTH},
    Role.RECEPTION: {
        Right.ENTER,
        Right.SEE_OWN_DAY,
        Right.SEE_CALENDAR,
        Right.SEE_CONTACTS,
        Right.RUN_APPOINTMENTS,
        Right.SEE_MONEY,
    },
    Role.MANAGER: set(Right)
    - {Right.SEE_LOG, Right.MANAGE_ADDRESSES, Right.SEE_ACCOUNT, Right.MANAGE_ACCOUNT},
    Role.OWNER: set(Right),
    SUPPORT: set(Right)
    - {Right.MANAGE_PEOPLE, Right.MANAGE_ACCOUNT, Right.SEE_HEALTH, Right.OVERBOOK},
}


def groups_now():
    """Return everything that is granted to each group of the current schema."""
    return {
        group.name: (
            sorted(f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()),
            sorted(
                GroupPagePermission.objects.filter(group=group).values_list(
                    "permission__codename", flat=True
                )
            ),
            sorted(
                GroupCollectionPermission.objects.filter(group=group).values_list(
                    "permission__codename", flat=True
                )
            ),
        )
        for group in Group.objects.all()
    }


def expected_groups():
    found = {}
    for role in Role:
        edits = Right.EDIT_STOREFRONT in rights_of(role)
        pages, images = (PAGE_PERMISSIONS, IMAGE_PERMISSIONS) if edits else ((), ())
        found[role.value] = (permissions_of(role), sorted(pages), sorted(images))
    return found


def test_table_names_every_right_and_only_known_holders():
    assert set(HOLDERS) == set(Right)
    assert set().union(*HOLDERS.values()) == {*Role.values, SUPPORT}
    assert set(GRANTS) <= set(Right)


@pytest.mark.parametrize("holder", EXPECTED)
def test_what_each_may_is_what_was_decided(holder):
    assert rights_of(holder) == EXPECTED[holder]


def test_each_role_has_all_of_the_one_below_it():
    owner, manager, reception, stylist = (rights_of(role) for role in Role)
    assert owner > manager > reception
    # Health is for whoever treats her, not for who receives her.
    assert manager > reception | {Right.SEE_HEALTH} > stylist


def test_roles_are_given_by_those_above():
    assert {
        Role.OWNER: frozenset(Role),
        Role.MANAGER: frozenset({Role.RECEPTION, Role.STYLIST}),
    } == GIVES
    assert set(GIVES) == HOLDERS[Right.MANAGE_PEOPLE]


def test_groups_of_a_new_salon_are_those_of_the_table(in_noor):
    assert groups_now() == expected_groups()


def test_changed_groups_are_set_right_by_the_upgrade_of_a_salon(in_noor):
    stylist, manager = (Group.objects.get(name=name) for name in ("stylist", "manager"))
    stylist.permissions.set(manager.permissions.all())
    manager.permissions.clear()
    GroupPagePermission.objects.filter(group=manager).update(group=stylist)
    Group.objects.create(name="Moderators")
    for _twice in range(2):
        salon_upgraded.send(sender=type(in_noor), tenant=in_noor)
        assert groups_now() == expected_groups()


def test_changed_table_makes_another_template_and_upgrade(monkeypatch, tmp_path):
    before = on_template_fingerprint(None)
    copy = tmp_path / "rights.py"
    copy.write_text("# another table")
    monkeypatch.setattr(rights, "__file__", str(copy))
    assert on_template_fingerprint(None) != before


@pytest.mark.parametrize("holder", [*Role, None])
def test_person_may_what_her_role_may_in_that_salon_alone(in_noor, reem, holder):
    user = UserFactory()
    if holder:
        add_member(user, in_noor, role=holder)
    assert {right for right in Right if may(user, right)} == rights_of(holder)
    assert gives(user) == GIVES.get(holder, frozenset())
    with tenant_context(reem):
        assert not any(may(user, right) for right in Right)


def test_platform_admin_has_what_support_has(in_noor):
    boss = UserFactory(is_superuser=True, is_staff=True)
    assert {right for right in Right if may(boss, right)} == rights_of(SUPPORT)
    assert gives(boss) == frozenset()


def test_closed_account_may_nothing(in_noor):
    user = UserFactory(is_active=False)
    add_member(user, in_noor, role=Role.OWNER)
    assert not any(may(user, right) for right in Right)


def test_right_is_asked_of_the_database_once(in_noor, django_assert_num_queries):
    user = UserFactory()
    add_member(user, in_noor, role=Role.MANAGER)
    with django_assert_num_queries(1):
        assert may(user, Right.REFUND)
        assert not may(user, Right.SEE_LOG)
    seed_roles()
