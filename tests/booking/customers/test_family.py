"""Who comes under one number: kept by the customer, booked for, shown to nobody else."""

import pytest

from booking.domain.customers.family import (
    MOST_MEMBERS,
    add_member,
    bookable_member,
    change_member,
    family_of,
)
from booking.errors import (
    FamilyMemberNotFound,
    TooManyMembers,
    UnknownMember,
    YearOfBirthInvalid,
)
from booking.models import Appointment, FamilyMember
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book


@pytest.fixture
def member(catalogue):
    return add_member(catalogue.customer, name=" Sara ", relation="daughter", birth_year=2020)


def test_member_is_on_the_customers_list_alone(catalogue, member):
    assert list(family_of(catalogue.customer).values_list("name", flat=True)) == ["Sara"]
    assert not family_of(UserFactory()).exists()


@pytest.mark.parametrize("year", [1899, 2031])
def test_nobody_was_born_then(catalogue, member, year):
    with pytest.raises(YearOfBirthInvalid):
        add_member(catalogue.customer, name="X", birth_year=year)
    with pytest.raises(YearOfBirthInvalid):
        change_member(catalogue.customer, member.pk, birth_year=year)
    assert list(FamilyMember.objects.values_list("birth_year", flat=True)) == [2020]


def test_visit_is_booked_for_a_member(catalogue, member):
    booked = book(catalogue, member_id=member.pk)
    assert Appointment.objects.get(pk=booked.pk).member == member


@pytest.mark.parametrize("whose", ["somebody else's", "archived", "nobody's"])
def test_visit_for_somebody_off_the_list_is_refused(catalogue, member, whose):
    ids = {"somebody else's": add_member(UserFactory(), name="Mona").pk, "nobody's": 10**9}
    if whose == "archived":
        change_member(catalogue.customer, member.pk, is_archived=True)
    with pytest.raises(UnknownMember):
        book(catalogue, member_id=ids.get(whose, member.pk))
    assert Appointment.objects.count() == 0


def test_archived_members_visits_stay_hers(catalogue, member):
    book(catalogue, member_id=member.pk)
    change_member(catalogue.customer, member.pk, is_archived=True)
    assert Appointment.objects.get().member == member
    assert not family_of(catalogue.customer).exists()


def test_somebody_elses_member_is_not_found(catalogue, member):
    with pytest.raises(FamilyMemberNotFound):
        change_member(UserFactory(), member.pk, name="Mine")
    member.refresh_from_db()
    assert member.name == "Sara"


def test_family_has_an_end(catalogue, member):
    for number in range(MOST_MEMBERS - 1):
        add_member(catalogue.customer, name=str(number))
    with pytest.raises(TooManyMembers):
        add_member(catalogue.customer, name="one more")
    change_member(catalogue.customer, member.pk, is_archived=True)
    add_member(catalogue.customer, name="one more")
    with pytest.raises(TooManyMembers):
        change_member(catalogue.customer, member.pk, is_archived=False)


def test_the_customer_herself_is_nobody_of_her_family(catalogue):
    assert bookable_member(catalogue.customer, None) is None
