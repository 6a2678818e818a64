"""What each state of a salon lets through, from whom."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.web.sessions.crossing import _state_of
from booking.models import Appointment
from tenants.domain.people.membership import add_member
from tenants.models import SalonExport, Tenant
from tests.accounts_factories import UserFactory
from tests.clients import client_of, support_in

HOST = "noor.localhost"
ACCOUNT = "/manage/salon-account/"
FUTURE = "2040-01-01T00:00:00Z"


@pytest.fixture
def people(noor):
    """A browser for each kind of person."""
    manager = UserFactory()
    add_member(manager, noor, role="manager")
    users = {
        "owner": User.objects.get(phone_number="+966500000001"),
        "manager": manager,
        "stranger": UserFactory(),
        "nobody": None,
    }
    browsers = {who: client_of(user, HOST) for who, user in users.items()}
    boss = User.objects.create_superuser("+966500000009")
    return browsers | {"boss": support_in(noor, boss)}


def put(tenant, **fields):
    Tenant.objects.filter(pk=tenant.pk).update(next_move_at=FUTURE, **fields)


def answers(people, path, method="get"):
    return {who: getattr(browser, method)(path).status_code for who, browser in people.items()}


@pytest.mark.parametrize("status", ["trial", "active", "past_due"])
def test_open_salon_lets_everything_through(noor, status):
    put(noor, status=status)
    visitor = Client(HTTP_HOST=HOST)
    assert visitor.get("/ar/").status_code == 200
    assert visitor.get("/api/services/").status_code == 200


@pytest.mark.parametrize(("status", "seconds"), [("suspended", "3600"), ("closed", "86400")])
@pytest.mark.parametrize("path", ["/ar/", "/en/book/", "/ar/my/", "/api/services/", "/en/nowhere/"])
def test_site_answers_503_with_the_time_to_come_back(noor, caplog, status, seconds, path):
    put(noor, status=status)
    answer = Client(HTTP_HOST=HOST).get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, seconds)
    if path.startswith("/api/"):
        assert (answer["Content-Type"], answer.json()["code"]) == (
            "application/problem+json",
            "salon_closed",
        )
    else:
        assert 'lang="ar"' in answer.content.decode()
        assert 'lang="en"' in answer.content.decode()
        assert 'href="http://localhost' in answer.content.decode()
    # The salon's state is no fault of ours.
    assert caplog.records == []


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_no_booking_and_no_payment_by_any_door(noor, people, status):
    put(noor, status=status)
    for path in ("/api/appointments/", "/api/payments/", "/en/book/confirm/"):
        assert set(answers(people, path, "post").values()) == {503}
    assert Appointment.objects.count() == 0


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_signing_in_stays_possible(noor, status):
    put(noor, status=status)
    assert Client(HTTP_HOST=HOST).get("/en/account/login/").status_code == 200


def test_suspended_back_office_is_read_by_who_works_there(noor, people):
    put(noor, status="suspended")
    assert answers(people, "/manage/appointments/") == {
        "owner": 200,
        "manager": 200,
        "boss": 200,
        "stranger": 302,
        "nobody": 302,
    }


def test_suspended_back_office_refuses_writes_in_words(noor, people):
    put(noor, status="suspended")
    page = people["owner"].post("/manage/pages/add/cms/contentpage/3/", {})
    assert (page.status_code, page["Retry-After"]) == (503, "3600")
    assert ACCOUNT in page.content.decode()
    program = people["owner"].post("/manage/pages/", HTTP_ACCEPT="application/json")
    assert (program.status_code, program.json()["code"]) == (503, "salon_locked")


def test_suspended_salons_owner_asks_for_her_archive(noor, people):
    put(noor, status="suspended")
    for who in ("manager", "boss", "stranger", "nobody"):
        assert people[who].post(f"{ACCOUNT}exports/").status_code == 302
        assert not SalonExport.objects.exists()
    assert people["owner"].post(f"{ACCOUNT}exports/").url == ACCOUNT
    assert SalonExport.objects.count() == 1


def test_closed_back_office_is_the_account_page_alone(noor, people):
    put(noor, status="closed")
    assert answers(people, "/manage/appointments/") == {
        "owner": 302,
        "boss": 302,
        "nobody": 302,
        "manager": 503,
        "stranger": 503,
    }
    assert people["owner"].get("/manage/").url == ACCOUNT
    assert answers(people, ACCOUNT)["owner"] == 200
    assert answers(people, "/manage/pages/", "post")["owner"] == 302


@pytest.fixture
def moving(fresh_database):
    """The owner's browser in a salon that is being moved, in a database that commits."""
    owner = client_of(User.objects.get(phone_number="+966500000001"), HOST)
    put(Tenant.objects.get(schema_name="noor"), is_read_only=True)
    return owner


@pytest.mark.parametrize("path", ["/api/appointments/", "/manage/pages/", f"{ACCOUNT}exports/"])
def test_salon_that_is_being_moved_refuses_every_write(moving, path):
    answer = moving.post(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_salon_that_is_being_moved_is_read(moving):
    for path in ("/ar/", "/en/book/", "/api/services/", "/manage/appointments/"):
        assert moving.get(path).status_code == 200


def test_page_that_would_write_says_come_back(moving):
    # It would lock the row of a ticket.
    verifier = "v" * 43
    moving.cookies["sso"] = verifier
    answer = moving.get(f"/account/enter/?ticket=x&state={_state_of(verifier)}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Back in a few minutes" in answer.content.decode()
