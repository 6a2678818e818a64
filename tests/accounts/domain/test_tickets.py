"""Tickets from host to host: once, for a minute, for one host."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.domain.cleanup import delete_outdated_rows
from accounts.domain.sign_in import has_just_signed_in
from accounts.domain.tickets import LIFETIME, issue_ticket, redeem_ticket
from accounts.errors import TicketInvalid
from accounts.models import SignInTicket
from accounts.web.tickets import ticket_path
from tests.accounts_factories import UserFactory

pytestmark = pytest.mark.django_db
HOST = "noor.localhost"


def test_ticket_signs_in_where_it_says_and_only_once():
    user = UserFactory()
    path = ticket_path(issue_ticket(user, host=HOST, next_path="/ar/my/", data={"door": "test"}))
    browser = Client(HTTP_HOST=HOST)
    answer = browser.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/ar/my/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert browser.session["door"] == "test"
    assert not has_just_signed_in(SimpleNamespace(session=browser.session))
    other = Client(HTTP_HOST=HOST)
    assert other.get(path)["Location"] == "/ar/account/login/"
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    ("host", "age", "active"),
    [
        ("reem.localhost", timedelta(0), True),
        (HOST, LIFETIME, True),
        (HOST, timedelta(0), False),
    ],
)
def test_ticket_of_another_host_or_time_or_person_is_refused(host, age, active, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z", tick=False)
    secret = issue_ticket(UserFactory(is_active=active), host=HOST)
    time_machine.move_to(timezone.now() + age, tick=False)
    with pytest.raises(TicketInvalid):
        redeem_ticket(secret, host=host)
    assert SignInTicket.objects.get().used_at is None


def test_ticket_is_kept_as_a_hash_and_cleaned_up():
    secret = issue_ticket(UserFactory(), host=HOST)
    assert secret not in str(SignInTicket.objects.values().get())
    delete_outdated_rows(now=timezone.now() + LIFETIME * 2)
    assert not SignInTicket.objects.exists()


def test_ticket_does_not_lead_off_the_host():
    secret = issue_ticket(UserFactory(), host=HOST, next_path="//evil.example/")
    assert Client(HTTP_HOST=HOST).get(ticket_path(secret))["Location"] == "/"
