"""``why?`` by the API: for the salon's people, each as far as she may see."""

from datetime import timedelta

import pytest

from salons.models import StaffMember, TimeOff
from tenants.domain.people.membership import add_member
from tenants.enums import Role
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book

TEN = "2030-01-06T10:00:00+03:00"


@pytest.fixture
def sara_is_ill(catalogue):
    """Sara and Mona, who do the same, are both away."""
    for member, reason in zip(catalogue.stylists, ("surgery", "exam"), strict=True):
        TimeOff.objects.create(
            staff=member,
            starts_at=TEN_O_CLOCK,
            ends_at=TEN_O_CLOCK + timedelta(hours=2),
            reason=reason,
        )
    StaffMember.objects.filter(pk=catalogue.stylists[0].pk).update(name_en="Sara")
    StaffMember.objects.filter(pk=catalogue.stylists[1].pk).update(name_en="Mona")


@pytest.fixture
def ask_in_role(noor, ask_as):
    def ask(role, *args, **query):
        user = UserFactory()
        if role:
            add_member(user, noor, role=role)
        return ask_as(user, *args, **query), user

    return ask


def why(ask_in_role, role, catalogue, start=TEN, **query):
    answer, _user = ask_in_role(role, "why/", start=start, service=catalogue.service.pk, **query)
    return answer


def test_free_time_has_a_slot_and_no_refusals(catalogue, ask_in_role):
    answer = why(ask_in_role, Role.RECEPTION, catalogue).json()
    assert (answer["slot"]["start"], answer["refusals"]) == (TEN, [])


def test_every_person_is_explained_to_reception(catalogue, ask_in_role, sara_is_ill):
    answer = why(ask_in_role, Role.RECEPTION, catalogue)
    sara = catalogue.stylists[0].pk
    service = {"id": catalogue.service.pk, "name": catalogue.service.name_en}
    assert answer.json()["slot"] is None
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert answer.json()["refusals"][0] == {
        "rule": "time_off",
        "message": "Sara is off until 12:00\u00a0PM: surgery.",
        "staff": {"id": sara, "name": "Sara"},
        "part": {"guest": 0, "position": 0, "service": service},
        "from": TEN,
        "until": "2030-01-06T12:00:00+03:00",
        "label": "surgery",
    }
    assert [each["label"] for each in answer.json()["refusals"]] == ["surgery", "exam"]


def test_stylist_reads_her_own_reasons_alone(catalogue, noor, ask_as, sara_is_ill):
    mona = UserFactory()
    add_member(mona, noor, role=Role.STYLIST)
    StaffMember.objects.filter(pk=catalogue.stylists[1].pk).update(user=mona)
    answer = ask_as(mona, "why/", start=TEN, service=catalogue.service.pk)
    found = [(each["rule"], each["message"], each["label"]) for each in answer.json()["refusals"]]
    assert found == [
        ("taken", "This time is taken.", ""),
        ("time_off", "Mona is off until 12:00\u00a0PM: exam.", "exam"),
    ]
    assert "surgery" not in answer.content.decode()


def test_stylist_without_a_row_reads_that_it_is_taken(catalogue, ask_in_role, sara_is_ill):
    answer = why(ask_in_role, Role.STYLIST, catalogue).json()
    assert [each["rule"] for each in answer["refusals"]] == ["taken"]


def test_rule_of_the_salon_is_told_to_stylists(catalogue, ask_in_role):
    answer = why(ask_in_role, Role.STYLIST, catalogue, start="2030-01-06T03:00:00+03:00").json()
    assert [each["rule"] for each in answer["refusals"]] == ["closed"]


def test_customers_and_strangers_are_not_told(catalogue, ask, ask_in_role, sara_is_ill):
    refused = why(ask_in_role, None, catalogue)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    nobody = ask("why/", start=TEN, service=catalogue.service.pk)
    assert (nobody.status_code, nobody.json()["code"]) == (401, "not_authenticated")
    assert b"surgery" not in refused.content + nobody.content


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("", "invalid"), ("now", "invalid"), ("2030-01-06T10:00:00", "invalid"),
        ("9999-12-31T23:59:00Z", "invalid"), ("0001-01-01T00:00:00+14:00", "invalid"),
        ("2050-01-01T00:00:00Z", "date_out_of_range"),
    ],
)  # fmt: skip
def test_start_that_cannot_be_is_refused(catalogue, ask_in_role, start, code):
    answer = why(ask_in_role, Role.RECEPTION, catalogue, start=start)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["errors"][0]["param"] == "start"


def test_times_are_told_without_the_customer(catalogue, ask_in_role):
    book(catalogue, staff=catalogue.stylists[0])
    book(catalogue, staff=catalogue.stylists[1], customer=UserFactory())
    answer = why(ask_in_role, Role.OWNER, catalogue)
    assert [each["rule"] for each in answer.json()["refusals"]] == ["booked", "booked"]
    assert catalogue.customer.first_name not in answer.content.decode()
