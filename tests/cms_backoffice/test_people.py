"""The pages about the people of a salon."""

import pytest
from django.urls import reverse
from django_tenants.utils import tenant_context

from accounts.enums import Proof
from accounts.models import User
from salons.models import StaffMember
from tenants.domain.people.membership import add_member, role_in
from tenants.enums import Role
from tenants.models import Invitation, SalonMembership
from tests.accounts_factories import UserFactory
from tests.clients import client_of, support_in
from tests.cms_backoffice.conftest import HOST, in_english, texts

LIST, INVITE = "/manage/people/", "/manage/people/invite/"
LIST_QUERIES = 19
FORM = {"phone_number": "0551112233", "name": "Huda", "role": "stylist", "staff_row": "0"}


@pytest.fixture
def manager(noor, people):
    person = UserFactory(first_name="Manar")
    add_member(person, noor, role=Role.MANAGER)
    return in_english(person)


def test_list_shows_people_with_role_number_and_link(owner, people, catalogue):
    page = owner.get(LIST).text
    for text in ("Reception", "Stylist", people.stylist.display_phone):
        assert text in page
    assert str(catalogue.stylists[0]) in page
    assert f"/manage/people/{people.stylist.pk}/" in page


def test_manager_is_led_to_those_below_her_alone(manager, people):
    page = manager.get(LIST).text
    assert f"/manage/people/{people.stylist.pk}/" in page
    assert f"/manage/people/{people.owner.pk}/" not in page


def test_support_reads_masked_numbers_and_changes_nothing(noor, people):
    boss = UserFactory(is_superuser=True, is_staff=True)
    support = support_in(noor, boss)
    page = support.get(LIST).text
    assert (people.stylist.display_phone in page, "Invite somebody" in page) == (False, False)
    assert support.get(INVITE).status_code == 302


@pytest.mark.parametrize("count", [1, 100])
def test_list_costs_the_same_for_one_and_a_hundred(noor, owner, count, django_assert_num_queries):
    for _ in range(count):
        add_member(UserFactory(), noor, role=Role.STYLIST)
        Invitation.objects.create(
            phone_number=f"+96655222{Invitation.objects.count():04d}",
            name="x",
            role="stylist",
            token_hash=str(Invitation.objects.count()),
            expires_at="2031-01-01T00:00:00Z",
        )
    owner.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        assert owner.get(LIST).status_code == 200


def test_list_without_anybody_says_so(noor, people):
    boss = UserFactory(is_superuser=True, is_staff=True)
    support = support_in(noor, boss)
    support.cookies["django_language"] = "en"
    SalonMembership.objects.filter(tenant=noor).delete()
    assert "Nobody works in this back office." in support.get(LIST).text


def test_owner_invites_and_sees_the_invitation(owner, people):
    answer = owner.post(INVITE, FORM, follow=True)
    assert texts(answer) == ["An invitation is on its way to Huda."]
    invitation = Invitation.objects.get()
    assert (invitation.phone_number, invitation.role) == ("+966551112233", "stylist")
    assert "Waiting for an answer" in answer.text
    assert reverse("backoffice_invitation_revoke", args=[invitation.pk]) in answer.text


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("phone_number", "12", "Enter a valid mobile number"),
        ("phone_number", "+14155550123", "We do not send codes to such numbers."),
        ("name", "", "This field is required."),
        ("role", "boss", "Select a valid choice."),
        ("staff_row", "999999", "Select a valid choice."),
    ],
)
def test_bad_input_is_told_at_its_field(owner, people, field, value, text):
    answer = owner.post(INVITE, FORM | {field: value})
    assert text in answer.context["form"].errors[field][0]
    assert not Invitation.objects.exists()


def test_number_of_a_member_is_refused(owner, people):
    answer = owner.post(INVITE, FORM | {"phone_number": people.reception.phone_number})
    assert "works here already" in answer.text
    assert (Invitation.objects.count(), people.reception.memberships.get().role) == (0, "reception")


def test_manager_is_not_offered_owner_or_manager(manager, people):
    offered = manager.get(INVITE).context["form"].fields["role"].choices
    assert [value for value, _label in offered] == ["reception", "stylist"]
    assert manager.post(INVITE, FORM | {"role": "owner"}).status_code == 200
    assert not Invitation.objects.exists()


def test_taken_members_of_the_team_are_not_offered(owner, people, catalogue):
    rows = owner.get(INVITE).context["form"].fields["staff_row"].choices
    assert [value for value, _label in rows] == [0, catalogue.stylists[1].pk]


def test_invitation_is_withdrawn_by_a_button(owner, people):
    owner.post(INVITE, FORM)
    invitation = Invitation.objects.get()
    again = reverse("backoffice_invitation_again", args=[invitation.pk])
    refused = owner.post(again, follow=True)
    assert texts(refused)[-1].startswith("The message may still be on its way. Try again in")
    gone = owner.post(reverse("backoffice_invitation_revoke", args=[invitation.pk]), follow=True)
    assert texts(gone) == ["The invitation is withdrawn."]
    assert "Withdrawn" in gone.text


def test_owner_changes_role_and_link(noor, owner, people, catalogue):
    page = f"/manage/people/{people.reception.pk}/"
    assert owner.get(page).context["form"].initial == {"role": "reception"}
    row = catalogue.stylists[1]
    answer = owner.post(page, {"role": "manager", "staff_row": str(row.pk)}, follow=True)
    assert texts(answer) == ["Saved."]
    assert role_in(people.reception, noor) == "manager"
    assert StaffMember.objects.get(pk=row.pk).user == people.reception


def test_role_page_shows_the_linked_member_of_the_team(owner, people, catalogue):
    form = owner.get(f"/manage/people/{people.stylist.pk}/").context["form"]
    assert form["staff_row"].initial == catalogue.stylists[0].pk


def test_last_owner_is_told_to_make_another_first(noor, owner, people):
    page = f"/manage/people/{people.owner.pk}/"
    answer = owner.post(page, {"role": "manager", "staff_row": "0"})
    assert "A salon needs an owner." in answer.text
    left = owner.post("/manage/people/leave/", follow=True)
    assert texts(left) == ["A salon needs an owner. Make somebody else an owner first."]
    assert role_in(people.owner, noor) == "owner"


def test_removed_person_is_out_at_once(noor, owner, browsers, people):
    assert browsers["reception"].get("/manage/").status_code == 200
    page = f"/manage/people/{people.reception.pk}/remove/"
    assert "Remove" in owner.get(page).text
    assert texts(owner.post(page, follow=True)) == ["Reception is removed."]
    assert browsers["reception"].get("/manage/")["Location"].startswith("/account/login/")
    assert role_in(people.reception, noor) is None


def test_stylist_leaves_by_herself(noor, browsers, people):
    stylist = browsers["stylist"]
    assert "/manage/people/leave/" in stylist.get("/manage/account/").text
    assert stylist.post("/manage/people/leave/")["Location"] == "/"
    assert role_in(people.stylist, noor) is None


@pytest.mark.parametrize("page", ["", "remove/"])
def test_person_of_another_salon_is_not_there(owner, people, page):
    assert owner.get(f"/manage/people/{people.stranger.pk}/{page}").status_code == 404


def test_changes_are_in_the_log_in_words(owner, people):
    owner.post(INVITE, FORM)
    owner.post(f"/manage/people/{people.stylist.pk}/", {"role": "reception", "staff_row": "0"})
    page = owner.get("/manage/log/").text
    assert "Invited somebody to work here · Huda +966••••••233" in page
    assert "stylist → reception" in page


def test_stylist_without_a_link_is_told_why_her_day_is_empty(noor, browsers, people, appointment):
    day = "/manage/appointments/?day=2030-01-06"
    stylist = browsers["stylist"]
    assert appointment.reference in stylist.get(day).text
    StaffMember.objects.update(user=None)
    page = stylist.get(day).text
    assert (appointment.reference in page, "nobody has linked you" in page) == (False, True)


def test_stylist_finds_no_visit_of_a_colleague(browsers, people, catalogue):
    from tests.booking.conftest import book

    theirs = book(catalogue, staff=catalogue.stylists[1])
    stylist = browsers["stylist"]
    assert stylist.get(f"/manage/appointments/{theirs.pk}/").status_code == 404
    for page in ("?day=2030-01-06", f"search/?q={theirs.reference}"):
        html = stylist.get(f"/manage/appointments/{page}").text
        assert str(theirs.pk) not in html


def test_roles_differ_from_salon_to_salon(noor, reem, people):
    with tenant_context(reem):
        add_member(people.stylist, reem, role=Role.OWNER)
    assert User.objects.get(pk=people.stylist.pk).memberships.count() == 2
    assert in_english(people.stylist).get(LIST).status_code == 302


@pytest.fixture
def second_owner(noor, people):
    person = UserFactory(first_name="Second")
    add_member(person, noor, role=Role.OWNER)
    return person


def owner_steps(people, second_owner):
    """What makes or unmakes an owner: address and form."""
    return (
        (INVITE, FORM | {"role": "owner"}),
        (f"/manage/people/{people.reception.pk}/", {"role": "owner", "staff_row": "0"}),
        (f"/manage/people/{second_owner.pk}/", {"role": "manager", "staff_row": "0"}),
        (f"/manage/people/{second_owner.pk}/remove/", {}),
    )


def test_owners_are_made_and_unmade_with_a_fresh_second_factor_only(noor, people, second_owner):
    browser = client_of(people.owner, HOST, proofs=(Proof.CODE,))
    for page, form in owner_steps(people, second_owner):
        answer = browser.post(page, form)
        assert (answer.status_code, "account" in answer["Location"]) == (302, True), page
    assert not Invitation.objects.exists()
    assert role_in(people.reception, noor) == "reception"
    assert role_in(second_owner, noor) == "owner"


def test_owners_are_made_and_unmade_after_a_second_factor(noor, owner, people, second_owner):
    for page, form in owner_steps(people, second_owner):
        assert owner.post(page, form)["Location"] == LIST
    assert Invitation.objects.get().role == "owner"
    assert role_in(people.reception, noor) == "owner"
    assert role_in(second_owner, noor) is None


def test_others_are_changed_without_one(noor, people):
    browser = client_of(people.owner, HOST, proofs=(Proof.CODE,))
    page = f"/manage/people/{people.reception.pk}/"
    assert browser.post(page, {"role": "manager", "staff_row": "0"})["Location"] == LIST
    assert role_in(people.reception, noor) == "manager"
