"""The customer's own pages: her family, her health, and for whom she books."""

import pytest

from booking.domain.customers.family import add_member, change_member, family_of
from booking.domain.customers.health import own_health
from booking.models import Appointment, FamilyMember
from tests.accounts_factories import UserFactory
from tests.booking.web.holding import confirm, held, hold

FAMILY, HEALTH = "/en/my/family/", "/en/my/health/"
TIME = "service={}&start=20300106T0700Z"


@pytest.fixture
def member(catalogue):
    return add_member(catalogue.customer, name="Sara", relation="daughter")


def text(response):
    return response.content.decode()


def test_visitor_is_asked_to_sign_in(visitor, catalogue):
    for address in (FAMILY, HEALTH):
        assert "/account/login/" in visitor.get(address)["Location"]


def test_family_is_added_changed_and_put_away(customer, catalogue):
    customer.post(FAMILY, {"name": "Sara", "relation": "daughter", "birth_year": "2020"})
    member = FamilyMember.objects.get()
    assert "Sara" in text(customer.get(FAMILY))
    customer.post(f"{FAMILY}{member.pk}/", {"name": "Sarah", "birth_year": ""})
    member.refresh_from_db()
    assert (member.name, member.birth_year) == ("Sarah", None)
    customer.post(f"{FAMILY}{member.pk}/archive/")
    assert not family_of(catalogue.customer).exists()
    assert customer.get(f"{FAMILY}{member.pk}/").status_code == 404


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "X", "birth_year": "1066"}])
def test_what_is_wrong_is_said_and_changes_nothing(customer, catalogue, sent):
    answer = customer.post(FAMILY, sent)
    assert answer.status_code == 400
    assert "field__error" in text(answer)
    assert not FamilyMember.objects.exists()


def test_somebody_elses_family_does_not_exist(customer, catalogue):
    theirs = add_member(UserFactory(), name="Mona")
    for address in (f"{FAMILY}{theirs.pk}/", f"{FAMILY}{theirs.pk}/archive/"):
        assert customer.post(address, {"name": "Mine"}).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.name, theirs.is_archived) == ("Mona", False)


def test_health_is_given_with_consent_and_taken_back(customer, catalogue):
    assert customer.post(HEALTH, {"allergies": "nuts"}).status_code == 400
    assert own_health(catalogue.customer) is None
    customer.post(HEALTH, {"allergies": "nuts", "consent": "on"})
    assert own_health(catalogue.customer).consent_text.startswith("I agree that this salon")
    assert "nuts" in text(customer.get(HEALTH))
    customer.post(HEALTH, {"allergies": "none any more", "notes": ""})
    assert own_health(catalogue.customer).allergies == "none any more"
    customer.post(f"{HEALTH}withdraw/")
    assert own_health(catalogue.customer) is None


def test_confirm_page_asks_for_whom_where_there_is_a_choice(customer, catalogue):
    address = hold(customer, TIME.format(catalogue.service.pk)).url
    assert 'name="member"' not in text(customer.get(address))
    add_member(catalogue.customer, name="Sara")
    assert "Sara" in text(customer.get(address))


def test_visit_is_booked_for_whom_was_chosen(customer, catalogue, member):
    sent = {"name": "Noura", "member": str(member.pk)}
    _page, answer = confirm(customer, TIME.format(catalogue.service.pk), **sent)
    assert answer.status_code == 302, text(answer)
    appointment = Appointment.objects.get()
    assert appointment.member == member
    assert "Sara" in text(customer.get(f"/en/my/{appointment.pk}/"))
    assert "Sara" in text(customer.get("/en/my/"))


def test_visit_for_somebody_put_away_is_not_confirmed(customer, catalogue, member):
    add_member(catalogue.customer, name="Rima")
    change_member(catalogue.customer, member.pk, is_archived=True)
    sent = {"name": "Noura", "member": str(member.pk)}
    _page, answer = confirm(customer, TIME.format(catalogue.service.pk), **sent)
    assert answer.status_code == 400
    assert (held().status, held().member) == ("held", None)
