"""Who may answer an invitation, and what accepting it does."""

from datetime import timedelta

import pytest

from accounts.errors import PhoneNotVerified
from accounts.models import User
from salons.models import StaffMember
from tenants.domain.people.answers import accept, decline
from tenants.domain.people.changes import remove_person
from tenants.domain.people.invitations import revoke, send_again
from tenants.domain.people.membership import add_member, role_in
from tenants.domain.people.rights import Right, may
from tenants.enums import TenantStatus
from tenants.errors import (
    AlreadyMember,
    InvitationClosed,
    InvitationNotFound,
    InvitationOfAnother,
    PlatformPerson,
    SalonClosed,
)
from tenants.models import Invitation, SalonMembership, Tenant
from tests.accounts_factories import UserFactory
from tests.salons.factories import StaffMemberFactory
from tests.tenants.people.conftest import NEW_NUMBER, ask, sent_token, told


@pytest.fixture
def huda(db):
    return UserFactory(phone_number=NEW_NUMBER, first_name="")


def test_accepting_gives_role_groups_name_and_day(in_noor, people, huda):
    row = StaffMemberFactory()
    _invitation, token = ask(in_noor, by=people.owner, staff_row=row.pk)
    invitation = accept(in_noor, token, user=huda)
    assert (invitation.status, invitation.accepted_by) == ("accepted", huda)
    assert (role_in(huda, in_noor), may(huda, Right.SEE_OWN_DAY)) == ("stylist", True)
    assert StaffMember.objects.get(pk=row.pk).user == huda
    assert User.objects.get(pk=huda.pk).first_name == "Huda"


def test_accepting_twice_is_refused_and_changes_nothing(in_noor, people, huda):
    _invitation, token = ask(in_noor, by=people.owner)
    accept(in_noor, token, user=huda)
    with pytest.raises(InvitationClosed):
        accept(in_noor, token, user=huda)
    assert SalonMembership.objects.filter(user=huda).count() == 1


def test_declining_ends_it(in_noor, people, huda):
    _invitation, token = ask(in_noor, by=people.owner)
    assert decline(in_noor, token, user=huda).status == "declined"
    with pytest.raises(InvitationClosed):
        accept(in_noor, token, user=huda)
    assert role_in(huda, in_noor) is None


@pytest.mark.parametrize("answer", [accept, decline])
@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"phone_number": "+966551119999"}, InvitationOfAnother),
        (
            {
                "phone_number": NEW_NUMBER,
                "is_phone_verified": False,
                "phone_verified_at": None,
            },
            PhoneNotVerified,
        ),
        ({"phone_number": NEW_NUMBER, "is_superuser": True}, PlatformPerson),
    ],
)
def test_somebody_else_cannot_answer(in_noor, people, answer, fields, error):
    invitation, token = ask(in_noor, by=people.owner)
    user = UserFactory(**fields)
    with pytest.raises(error):
        answer(in_noor, token, user=user)
    invitation.refresh_from_db()
    assert (invitation.status, role_in(user, in_noor)) == ("waiting", None)


def test_links_that_are_no_longer_good_are_refused(in_noor, clock, people, huda):
    invitation, first = ask(in_noor, by=people.owner)
    clock.shift(timedelta(minutes=6))
    send_again(in_noor, invitation.pk, by=people.owner)
    second = sent_token()
    with pytest.raises(InvitationNotFound):
        accept(in_noor, first, user=huda)
    clock.shift(timedelta(days=7, seconds=1))
    with pytest.raises(InvitationClosed):
        accept(in_noor, second, user=huda)
    revoke(in_noor, invitation.pk, by=people.owner)
    with pytest.raises(InvitationClosed):
        accept(in_noor, second, user=huda)
    assert role_in(huda, in_noor) is None


def test_link_of_one_salon_is_none_of_another(in_noor, people, huda, reem):
    from django_tenants.utils import tenant_context

    _invitation, token = ask(in_noor, by=people.owner)
    with tenant_context(reem), pytest.raises(InvitationNotFound):
        accept(reem, token, user=huda)
    assert not SalonMembership.objects.filter(user=huda).exists()


def test_member_keeps_her_role(in_noor, people, huda):
    _invitation, token = ask(in_noor, by=people.owner, role="owner")
    add_member(huda, in_noor, role="reception")
    with pytest.raises(AlreadyMember):
        accept(in_noor, token, user=huda)
    assert role_in(huda, in_noor) == "reception"


def test_invitation_of_somebody_who_was_removed_is_void(in_noor, people, huda):
    _invitation, token = ask(in_noor, by=people.manager)
    remove_person(in_noor, people.manager.pk, by=people.owner)
    with pytest.raises(InvitationClosed):
        accept(in_noor, token, user=huda)
    assert Invitation.objects.get().status == "revoked"


def test_closed_salon_takes_nobody_in(in_noor, people, huda):
    _invitation, token = ask(in_noor, by=people.owner)
    Tenant.objects.filter(pk=in_noor.pk).update(status=TenantStatus.SUSPENDED)
    with pytest.raises(SalonClosed):
        accept(in_noor, token, user=huda)
    assert role_in(huda, in_noor) is None


def test_place_in_the_team_that_is_taken_does_not_keep_her_out(in_noor, people, huda):
    row = StaffMemberFactory(user=people.stylist)
    _invitation, token = ask(in_noor, by=people.owner, staff_row=row.pk)
    accept(in_noor, token, user=huda)
    row.refresh_from_db()
    assert (role_in(huda, in_noor), row.user) == ("stylist", people.stylist)


def test_other_owners_are_told_of_a_new_one(in_noor, people, huda):
    _invitation, token = ask(in_noor, by=people.owner, role="owner")
    accept(in_noor, token, user=huda)
    assert [number for number, _text in told("owner")] == [people.owner.phone_number]


def test_name_that_she_has_stays(in_noor, people, huda):
    huda.first_name = "هدى"
    huda.save()
    _invitation, token = ask(in_noor, by=people.owner)
    accept(in_noor, token, user=huda)
    assert User.objects.get(pk=huda.pk).first_name == "هدى"
