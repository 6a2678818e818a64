"""The page "Devices": every session, ending one, the others, everything."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Session, User
from tests.accounts_factories import UserFactory
from tests.clients import client_of

pytestmark = pytest.mark.django_db
NOOR, PLATFORM = "noor.localhost", "localhost"
PAGE = "/en/account/devices/"


@pytest.fixture
def sara() -> User:
    return UserFactory()


def here(client: Client) -> Any:
    return client.session.family


def families(user: User) -> set[Any]:
    return set(Session.objects.filter(user=user).values_list("family", flat=True))


@pytest.mark.parametrize("host", [NOOR, PLATFORM])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_lists_this_device_first(sara, host, language):
    client_of(sara, PLATFORM)
    page = client_of(sara, host).get(f"/{language}/account/devices/")
    assert page.status_code == 200
    assert [session.is_current for session in page.context["sessions"]] == [True, False]
    assert page["Cache-Control"].find("no-store") >= 0


def test_page_of_one_device_says_so_and_ends_no_others(sara):
    page = client_of(sara, NOOR).get(PAGE).text
    assert "on this device only" in page
    assert "/account/devices/others/end/" not in page


def test_page_says_another_salon_where_it_is_no_business(sara):
    client_of(sara, "reem.localhost")
    page = client_of(sara, NOOR).get(PAGE).text
    assert ("Another salon" in page, "reem.localhost" in page) == (True, False)


@pytest.mark.parametrize("count", [1, 3, 100])
def test_page_costs_the_same_with_many_devices(sara, count, django_assert_num_queries):
    clients = [client_of(sara, PLATFORM) for _number in range(count)]
    # Search path twice, host, session, person, sessions.
    with django_assert_num_queries(6):
        page = clients[0].get(PAGE)
    assert page.text.count('class="devices__item"') == count


@pytest.mark.parametrize("path", ["", "others/end/", "all/end/"])
def test_page_of_nobody_asks_to_sign_in(db, path):
    answer = Client(HTTP_HOST=NOOR).post(PAGE + path) if path else Client(HTTP_HOST=NOOR).get(PAGE)
    assert (answer.status_code, "/account/login/" in answer["Location"]) == (302, True)


def test_end_of_one_device_leaves_the_rest(sara):
    mine, other, third = (client_of(sara, PLATFORM) for _number in range(3))
    answer = mine.post(f"{PAGE}{here(other)}/end/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert families(sara) == {here(mine), here(third)}
    # Pressed twice.
    assert mine.post(f"{PAGE}{here(third)}/end/").status_code == 302
    assert mine.post(f"{PAGE}{here(mine)}/end/")["Location"] == "/"
    assert families(sara) == set()


def test_end_of_somebody_elses_device_ends_nothing(sara):
    hers = client_of(UserFactory(), NOOR)
    client_of(sara, NOOR).post(f"{PAGE}{here(hers)}/end/")
    assert hers.get("/api/auth/me/").status_code == 200


def test_end_of_all_others_leaves_this_one(sara):
    mine, other = client_of(sara, NOOR), client_of(sara, PLATFORM)
    hers = client_of(UserFactory(), NOOR)
    assert mine.post(f"{PAGE}others/end/")["Location"] == PAGE
    assert families(sara) == {here(mine)}
    assert other.get("/api/auth/me/").status_code == 401
    assert hers.get("/api/auth/me/").status_code == 200


def test_end_of_everything_signs_out_here_too(sara):
    mine, other = client_of(sara, NOOR), client_of(sara, PLATFORM)
    answer = mine.post(f"{PAGE}all/end/", follow=True)
    assert "signed out everywhere" in answer.text
    assert [client.get("/api/auth/me/").status_code for client in (mine, other)] == [401, 401]
    assert families(sara) == set()


@pytest.mark.parametrize("path", ["others/end/", "all/end/"])
def test_ending_needs_a_form_of_ours(sara, path):
    strict = Client(HTTP_HOST=NOOR, enforce_csrf_checks=True)
    strict.cookies["sessionid"] = client_of(sara, NOOR).cookies["sessionid"].value
    assert strict.post(PAGE + path).status_code == 403
    assert strict.get(PAGE + path).status_code == 405
    assert len(families(sara)) == 1
