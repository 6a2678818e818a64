"""The salon keeps a customer's family: the same rules as hers, with the right to, in the log."""

import pytest

from booking.domain.customers.family import MOST_MEMBERS, add_member, family_of
from booking.domain.customers.family_by_salon import add_member_for, change_member_for
from booking.errors import (
    CustomerNotFound,
    FamilyMemberNotFound,
    TooManyMembers,
    YearOfBirthInvalid,
)
from booking.models import FamilyMember
from foundation.errors import NotAllowed
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book
from tests.booking.customers.test_records import verbs
from tests.clients import client_of


@pytest.fixture
def customer(catalogue):
    book(catalogue)
    return catalogue.customer


@pytest.fixture
def member(customer):
    return add_member(customer, name="Sara")


def names(customer):
    return list(family_of(customer).values_list("name", flat=True))


def test_salon_adds_renames_and_removes(customer, owner):
    made = add_member_for(customer.pk, actor=owner, name=" Rima ", relation="daughter")
    change_member_for(customer.pk, made.pk, actor=owner, name="Reema")
    assert names(customer) == ["Reema"]
    change_member_for(customer.pk, made.pk, actor=owner, is_archived=True)
    assert names(customer) == []
    change_member_for(customer.pk, made.pk, actor=owner, is_archived=False)
    assert verbs() == ["family_added", "family_changed", "family_removed", "family_added"]


@pytest.mark.parametrize("role", ["reception", "stylist"])
def test_without_the_right_nothing_changes(customer, member, worker, role):
    actor = worker(role)
    with pytest.raises(NotAllowed):
        add_member_for(customer.pk, actor=actor, name="Rima")
    with pytest.raises(NotAllowed):
        change_member_for(customer.pk, member.pk, actor=actor, name="Rima")
    assert (names(customer), verbs()) == (["Sara"], [])


def test_rules_are_those_of_her_own_page(customer, member, owner):
    with pytest.raises(YearOfBirthInvalid):
        add_member_for(customer.pk, actor=owner, name="X", birth_year=1800)
    for number in range(MOST_MEMBERS - 1):
        add_member(customer, name=f"{number}")
    with pytest.raises(TooManyMembers):
        add_member_for(customer.pk, actor=owner, name="X")
    assert (family_of(customer).count(), verbs()) == (MOST_MEMBERS, [])


def test_strangers_have_no_family_here(member, owner):
    stranger = UserFactory()
    with pytest.raises(CustomerNotFound):
        add_member_for(stranger.pk, actor=owner, name="X")
    with pytest.raises(CustomerNotFound):
        change_member_for(stranger.pk, member.pk, actor=owner, name="X")
    assert FamilyMember.objects.get().name == "Sara"


def test_member_of_another_customer_is_not_hers(catalogue, member, owner):
    other = UserFactory()
    book(catalogue, customer=other)
    with pytest.raises(FamilyMemberNotFound):
        change_member_for(other.pk, member.pk, actor=owner, name="X")
    address = f"/manage/customers/{other.pk}/family/{member.pk}/"
    assert client_of(owner, "noor.localhost").get(address).status_code == 404


def test_pages_add_change_and_take_off(customer, owner):
    browser = client_of(owner, "noor.localhost")
    page = f"/manage/customers/{customer.pk}/family/"
    assert page in browser.get(f"/manage/customers/{customer.pk}/").content.decode()
    assert browser.post(page, {"name": "Rima", "birth_year": "2020"}).status_code == 302
    member = family_of(customer).get()
    one = f"{page}{member.pk}/"
    assert one in browser.get(page).content.decode()
    browser.post(one, {"name": "Reema", "birth_year": "2020"})
    assert names(customer) == ["Reema"]
    assert browser.post(one, {"name": "", "birth_year": "2020"}).status_code == 200
    assert browser.post(one, {"name": "X", "birth_year": "1800"}).status_code == 200
    assert names(customer) == ["Reema"]
    browser.post(one, {"archive": "1"})
    assert names(customer) == []
    assert "Reema" in browser.get(page).content.decode()
    browser.post(one, {"restore": "1"})
    assert names(customer) == ["Reema"]
