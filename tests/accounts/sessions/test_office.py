"""The back office and the administration close for sessions that are old or were left alone."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts.domain.sign_in.assurance import note_proof
from accounts.enums import Proof
from accounts.models import Session, User
from tests.clients import client_of

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DAY_PAGE = "/manage/appointments/"


@pytest.fixture
def clock(time_machine: Any) -> Any:
    time_machine.move_to("2026-11-22T09:00:05Z", tick=False)
    return time_machine


@pytest.fixture
def owner(noor, clock):
    return client_of(noor.memberships.get(role="owner").user, "noor.localhost")


@pytest.fixture
def boss(db, clock):
    return client_of(User.objects.create_superuser("+966500000009"), "localhost")


def asked_again(answer: Any) -> bool:
    target = urlsplit(answer.get("Location", ""))
    return (answer.status_code, target.path) == (302, "/account/login/")


def test_back_office_closes_after_an_hour_alone(owner, clock):
    assert owner.get(DAY_PAGE).status_code == 200
    clock.shift(HOUR - MINUTE)
    assert owner.get(DAY_PAGE).status_code == 200
    clock.shift(HOUR)
    answer = owner.get(f"{DAY_PAGE}?day=2026-11-23")
    assert asked_again(answer)
    assert parse_qs(urlsplit(answer["Location"]).query) == {"next": [f"{DAY_PAGE}?day=2026-11-23"]}


def test_closed_back_office_stays_closed_whatever_else_is_looked_at(owner, clock):
    owner.get(DAY_PAGE)
    clock.shift(HOUR)
    assert owner.get("/ar/account/").status_code == 200
    assert asked_again(owner.get(DAY_PAGE))
    assert asked_again(owner.get(DAY_PAGE))


def test_back_office_closes_after_twelve_hours_of_work(owner, clock):
    seen = []
    for _step in range(25):
        seen.append(owner.get(DAY_PAGE).status_code)
        clock.shift(30 * MINUTE)
    assert seen == [200] * 24 + [302]


def test_administration_closes_after_a_quarter_of_an_hour_alone(boss, clock):
    assert boss.get("/admin/").status_code == 200
    clock.shift(14 * MINUTE)
    assert boss.get("/admin/").status_code == 200
    clock.shift(15 * MINUTE)
    assert asked_again(boss.get("/admin/"))


def test_proof_opens_the_back_office_again(owner, clock):
    clock.shift(2 * HOUR)
    assert asked_again(owner.get(DAY_PAGE))
    session = owner.session
    note_proof(session, Proof.CODE)
    session.save()
    assert owner.get(DAY_PAGE).status_code == 200


def test_person_stays_signed_in_as_a_customer(owner, clock):
    clock.shift(2 * HOUR)
    owner.get(DAY_PAGE)
    assert owner.get("/api/auth/me/").status_code == 200


def test_page_that_asks_by_itself_keeps_nothing_open(owner, clock):
    owner.get(DAY_PAGE)
    clock.shift(59 * MINUTE)
    owner.post("/manage/editing-sessions/ping/salons/service/1/1/")
    clock.shift(MINUTE)
    assert asked_again(owner.get(DAY_PAGE))


def test_form_that_comes_too_late_is_shown_again_and_saves_nothing(owner, clock):
    clock.shift(2 * HOUR)
    answer = owner.post(
        "/manage/snippets/salons/service/add/",
        {"name_ar": "قص <b>", "csrfmiddlewaretoken": "x" * 32, "empty": " "},
        headers={"Referer": "http://noor.localhost/manage/snippets/salons/service/add/?a=1"},
    )
    assert answer.status_code == 401
    assert answer.context["typed"] == [("name_ar", "قص <b>")]
    assert "قص &lt;b&gt;" in answer.text
    assert answer.context["sign_in"].endswith("service%2Fadd%2F%3Fa%3D1")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("referer", ["http://evil.example/manage/x/", "http://noor.localhost/ar/"])
def test_form_that_comes_from_elsewhere_leads_to_the_front_page(owner, clock, referer):
    clock.shift(2 * HOUR)
    answer = owner.post(DAY_PAGE, headers={"Referer": referer})
    assert answer.context["sign_in"] == "/account/login/?next=%2Fmanage%2F"


def test_script_is_told_in_its_own_words(owner, clock):
    clock.shift(2 * HOUR)
    answer = owner.get(DAY_PAGE, headers={"X-Requested-With": "XMLHttpRequest"})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_again")
    current = f"http://noor.localhost{DAY_PAGE}"
    answer = owner.get(DAY_PAGE, headers={"HX-Request": "true", "HX-Current-URL": current})
    assert answer["HX-Redirect"] == "/account/login/?next=%2Fmanage%2Fappointments%2F"


def test_way_out_is_never_closed(owner, clock):
    clock.shift(2 * HOUR)
    assert owner.post("/manage/logout/").status_code == 302
    assert not Session.objects.filter(user__isnull=False).exists()


def test_limits_are_settings(owner, clock, settings):
    settings.SESSION_LIFETIMES = {"manage_idle": 3 * HOUR}
    clock.shift(2 * HOUR)
    assert owner.get(DAY_PAGE).status_code == 200


def test_visit_is_noted_within_a_fifteenth_of_its_time(owner, clock):
    owner.get(DAY_PAGE)
    before = Session.objects.get().office_seen_at
    clock.shift(4 * MINUTE - timedelta(seconds=1))
    owner.get(DAY_PAGE)
    assert Session.objects.get().office_seen_at == before
    clock.shift(timedelta(seconds=1))
    owner.get(DAY_PAGE)
    assert Session.objects.get().office_seen_at == before + 4 * MINUTE
