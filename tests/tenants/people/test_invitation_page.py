"""The page that answers an invitation."""

from datetime import timedelta

import pytest

from tenants.domain.people.changes import remove_person
from tenants.domain.people.invitations import revoke
from tenants.domain.people.membership import role_in
from tenants.models import Invitation
from tests.accounts_factories import UserFactory
from tests.clients import client_of
from tests.tenants.people.conftest import NEW_NUMBER, ask

HOST = "noor.localhost"


@pytest.fixture
def huda(db):
    return UserFactory(phone_number=NEW_NUMBER, first_name="Huda")


@pytest.fixture
def page(in_noor, people):
    """The page of an invitation as stylist."""
    _invitation, token = ask(in_noor, by=people.owner)
    return f"/en/account/invitation/{token}/"


def browser(user):
    return client_of(user, HOST)


def test_stranger_is_asked_to_sign_in_and_learns_no_role(page):
    answer = browser(None).get(page)
    assert answer.status_code == 200
    assert f"/en/account/login/?next={page.replace('/', '%2F')}" in answer.text
    assert ("+966••••••233" in answer.text, "tylist" in answer.text) == (True, False)
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == (
        "same-origin",
        True,
    )


@pytest.mark.parametrize("known", [True, False])
def test_page_is_the_same_whether_the_number_is_known(page, known):
    if known:
        UserFactory(phone_number=NEW_NUMBER, first_name="Known")
    text = browser(None).get(page).text
    assert ("Known" in text, "Sign in" in text) == (False, True)


def test_invited_person_sees_salon_role_and_rights(page, huda):
    text = browser(huda).get(page).text
    assert "Work at" in text
    assert "stylist" in text
    assert "see their own appointments" in text
    assert "see prices and payments" not in text


def test_accepting_leads_into_the_back_office(in_noor, page, huda):
    client = browser(huda)
    answer = client.post(page, {"answer": "accept"})
    assert (answer.status_code, answer["Location"]) == (302, "/manage/")
    assert (role_in(huda, in_noor), client.get("/manage/").status_code) == ("stylist", 200)
    assert client.get(page)["Location"] == "/manage/"


def test_declining_leads_to_the_site(in_noor, page, huda):
    assert browser(huda).post(page, {"answer": "decline"})["Location"] == "/"
    assert (Invitation.objects.get().status, role_in(huda, in_noor)) == ("declined", None)


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_odd_answer_is_the_question_again(page, huda, answer):
    assert browser(huda).post(page, {"answer": answer})["Location"] == page
    assert Invitation.objects.get().status == "waiting"


def test_somebody_else_is_told_to_switch(in_noor, people, page):
    client = browser(people.reception)
    for answer in (client.get(page), client.post(page, {"answer": "accept"})):
        assert answer.status_code == 403
        assert "This invitation is for another phone number." in answer.text
        assert "Sign in with another number" in answer.text
    assert Invitation.objects.get().status == "waiting"
    switched = client.post(
        "/en/account/logout/", {"next": f"/en/account/login/?next={page}"}, follow=True
    )
    assert f'value="{page}"' in switched.text


def test_answer_of_nobody_changes_nothing(page):
    assert browser(None).post(page, {"answer": "accept"}).status_code == 200
    assert Invitation.objects.get().status == "waiting"


def test_accepting_needs_the_token_of_the_form(page, huda):
    client = browser(huda)
    client.handler.enforce_csrf_checks = True
    assert client.post(page, {"answer": "accept"}).status_code == 403
    assert Invitation.objects.get().status == "waiting"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_of_a_dead_link_says_so(in_noor, clock, people, huda, language):
    invitation, token = ask(in_noor, by=people.owner)
    page = f"/{language}/account/invitation/{token}/"
    revoke(in_noor, invitation.pk, by=people.owner)
    for client in (browser(None), browser(huda)):
        answer = client.get(page)
        assert (answer.status_code, f'<html lang="{language}"' in answer.text) == (410, True)
        assert 'role="alert"' in answer.text


def test_late_and_unknown_links_are_refused(in_noor, clock, people, huda):
    _invitation, token = ask(in_noor, by=people.owner)
    clock.shift(timedelta(days=7, seconds=1))
    client = browser(huda)
    assert client.get(f"/en/account/invitation/{token}/").status_code == 410
    assert client.get("/en/account/invitation/nothing/").status_code == 404
    assert client.post(f"/en/account/invitation/{token}/", {"answer": "accept"}).status_code == 410


def test_link_does_not_open_on_another_salons_host(page):
    assert client_of(None, "reem.localhost").get(page).status_code == 404


def test_accepted_link_brings_nobody_back(in_noor, people, page, huda):
    browser(huda).post(page, {"answer": "accept"})
    remove_person(in_noor, huda.pk, by=people.owner)
    again = browser(huda)
    assert again.post(page, {"answer": "accept"})["Location"] == "/manage/"
    assert again.get("/manage/").status_code == 302
    assert role_in(huda, in_noor) is None


def test_platform_admin_cannot_accept(in_noor, page):
    boss = UserFactory(phone_number=NEW_NUMBER, is_superuser=True, is_staff=True)
    client = browser(boss)
    client.post(page, {"answer": "accept"})
    assert (Invitation.objects.get().status, role_in(boss, in_noor)) == ("waiting", None)
