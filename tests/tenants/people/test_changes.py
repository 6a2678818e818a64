"""Changing roles, removing people, leaving: who may touch whom."""

import pytest
from django_tenants.utils import tenant_context

from accounts.domain.numbers.releasing import release_number
from audit.models import AuditEntry
from foundation.errors import NotAllowed
from salons.models import StaffMember
from tenants.domain.people.changes import change_role, leave_salon, remove_person
from tenants.domain.people.membership import add_member, role_in
from tenants.domain.people.release import end_memberships
from tenants.domain.people.rights import GIVES, Right, may
from tenants.enums import Role
from tenants.errors import LastOwner, NotAMember, PlatformPerson
from tenants.membership.models import UserGroup
from tenants.models import SalonMembership
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book, make_catalogue
from tests.clients import client_of
from tests.salons.factories import StaffMemberFactory
from tests.tenants.people.conftest import ask, told

ROLES = [role.value for role in Role]


@pytest.fixture
def second_owner(in_noor, people):
    person = UserFactory(first_name="Second")
    add_member(person, in_noor, role=Role.OWNER)
    return person


@pytest.mark.parametrize("target", ROLES)
@pytest.mark.parametrize("who", ROLES)
def test_who_removes_whom(in_noor, people, second_owner, who, target):
    actor = getattr(people, who)
    person = second_owner if target == "owner" else getattr(people, target)
    if target in GIVES.get(Role(who), ()):
        remove_person(in_noor, person.pk, by=actor)
        assert role_in(person, in_noor) is None
        return
    with pytest.raises(NotAllowed):
        remove_person(in_noor, person.pk, by=actor)
    assert role_in(person, in_noor) == target


@pytest.mark.parametrize("to", ROLES)
@pytest.mark.parametrize("target", ROLES)
@pytest.mark.parametrize("who", ROLES)
def test_who_makes_whom_what(in_noor, people, second_owner, who, target, to):
    actor = getattr(people, who)
    person = second_owner if target == "owner" else getattr(people, target)
    allowed = GIVES.get(Role(who), frozenset())
    if {target, to} <= allowed:
        change_role(in_noor, person.pk, role=to, by=actor)
        assert role_in(person, in_noor) == to
        return
    with pytest.raises(NotAllowed):
        change_role(in_noor, person.pk, role=to, by=actor)
    assert role_in(person, in_noor) == target


def test_new_role_holds_at_once_and_is_told_and_logged(in_noor, people):
    browser = client_of(people.stylist, "noor.localhost")
    assert not may(people.stylist, Right.SEE_MONEY)
    assert browser.get("/manage/snippets/salons/service/").status_code == 302
    change_role(in_noor, people.stylist.pk, role="manager", by=people.owner)
    assert browser.get("/manage/snippets/salons/service/").status_code == 200
    assert list(UserGroup.objects.filter(user=people.stylist).values_list("group__name")) == [
        ("manager",)
    ]
    assert [number for number, _text in told("role")] == [people.stylist.phone_number]
    entry = AuditEntry.objects.filter(content_type__model="salonmembership").latest("pk")
    assert (entry.schema_name, entry.changes["role"]) == ("noor", ["stylist", "manager"])


def test_same_role_again_changes_only_the_place_in_the_team(in_noor, people):
    row = StaffMemberFactory()
    change_role(in_noor, people.stylist.pk, role="stylist", by=people.owner, staff_row=row.pk)
    assert StaffMember.objects.get(pk=row.pk).user == people.stylist
    change_role(in_noor, people.stylist.pk, role="stylist", by=people.owner, staff_row=0)
    assert StaffMember.objects.get(pk=row.pk).user is None
    assert told("role") == []


@pytest.mark.parametrize("who", ROLES)
def test_last_owner_stays(in_noor, people, who):
    for attempt in (
        lambda: change_role(in_noor, people.owner.pk, role="manager", by=people.owner),
        lambda: remove_person(in_noor, people.owner.pk, by=people.owner),
        lambda: leave_salon(in_noor, user=people.owner),
    ):
        with pytest.raises(LastOwner):
            attempt()
    assert role_in(people.owner, in_noor) == "owner"
    assert (told("removed"), told("role"), told("owner")) == ([], [], [])


def test_owner_whose_account_is_closed_does_not_count(in_noor, people, second_owner):
    second_owner.is_active = False
    second_owner.save()
    with pytest.raises(LastOwner):
        leave_salon(in_noor, user=people.owner)
    remove_person(in_noor, second_owner.pk, by=people.owner)
    assert role_in(people.owner, in_noor) == "owner"


def test_owner_who_leaves_is_told_to_the_others(in_noor, people, second_owner):
    leave_salon(in_noor, user=people.owner)
    assert [number for number, _text in told("owner")] == [second_owner.phone_number]
    assert role_in(people.owner, in_noor) is None


def test_removal_takes_everything_here_and_nothing_elsewhere(in_noor, people, reem, time_machine):
    time_machine.move_to(NOW, tick=False)
    person = people.stylist
    row = StaffMemberFactory(user=person)
    visit = book(make_catalogue(), customer=person)
    with tenant_context(reem):
        add_member(person, reem, role="manager")
    here, there = client_of(person, "noor.localhost"), client_of(person, "reem.localhost")
    remove_person(in_noor, person.pk, by=people.owner)
    row.refresh_from_db()
    visit.refresh_from_db()
    assert (row.user, visit.customer, visit.status) == (None, person, "pending_payment")
    assert not UserGroup.objects.filter(user=person).exists()
    assert list(person.memberships.values_list("tenant__schema_name", "role")) == [
        ("reem", "manager")
    ]
    assert [number for number, _text in told("removed")] == [person.phone_number]
    assert here.get("/manage/")["Location"].startswith("/account/login/")
    assert there.get("/manage/").status_code == 200


def test_one_person_has_a_role_in_each_salon(in_noor, people, reem):
    with tenant_context(reem):
        add_member(people.stylist, reem, role="manager")
        assert may(people.stylist, Right.SEE_MONEY)
    assert not may(people.stylist, Right.SEE_MONEY)


def test_sessions_end_on_every_host_of_the_salon(in_noor, people):
    in_noor.domains.create(domain="noor.example", is_primary=False)
    browsers = [client_of(people.manager, host) for host in ("noor.localhost", "noor.example")]
    remove_person(in_noor, people.manager.pk, by=people.owner)
    assert people.manager.sessions.count() == 0
    assert [b.get("/manage/").status_code for b in browsers] == [302, 302]


def test_stranger_cannot_be_changed_or_removed(in_noor, people):
    for attempt in (
        lambda: change_role(in_noor, people.stranger.pk, role="manager", by=people.owner),
        lambda: remove_person(in_noor, people.stranger.pk, by=people.owner),
        lambda: leave_salon(in_noor, user=people.stranger),
    ):
        with pytest.raises(NotAMember):
            attempt()
    assert SalonMembership.objects.get(user=people.stranger).role == "owner"


def test_demoted_owner_loses_the_invitations_of_owners(in_noor, people, second_owner):
    mine, _token = ask(in_noor, by=second_owner, role="owner")
    lower, _token = ask(in_noor, by=second_owner, role="stylist", phone_number="+966551112244")
    change_role(in_noor, second_owner.pk, role="manager", by=people.owner)
    mine.refresh_from_db()
    lower.refresh_from_db()
    assert (mine.status, lower.status) == ("revoked", "waiting")


def test_platform_admin_becomes_no_member(in_noor):
    boss = UserFactory(is_superuser=True, is_staff=True)
    with pytest.raises(PlatformPerson):
        add_member(boss, in_noor, role="manager")
    assert not UserGroup.objects.filter(user=boss).exists()


def test_released_person_leaves_every_salon_also_as_last_owner(in_noor, people, reem):
    with tenant_context(reem):
        add_member(people.owner, reem, role="stylist")
    end_memberships(people.owner)
    end_memberships(people.owner)
    assert not people.owner.memberships.exists()
    assert not UserGroup.objects.filter(user=people.owner).exists()


def test_number_that_goes_to_somebody_else_ends_the_places(in_noor, people):
    release_number(people.manager, now=NOW)
    assert not people.manager.memberships.exists()
    assert not UserGroup.objects.filter(user=people.manager).exists()
