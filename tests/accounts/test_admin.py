"""People in the platform's administration."""

from typing import Any

import pytest
from django.contrib import admin
from django.core import checks
from django.test import Client

from accounts.admin import UserAdmin
from accounts.models import PhoneAuthState, User
from audit.models import AuditEntry
from tests.accounts.callers import PHONE, PLATFORM
from tests.clients import client_of

pytestmark = pytest.mark.integration

LIST = "/admin/accounts/user/"


@pytest.fixture
def boss(db: Any) -> Client:
    """A platform admin's browser, signed in by code and second factor."""
    return client_of(User.objects.create_superuser("+966500000009"), PLATFORM)


@pytest.fixture
def visit(db: Any, sandbox: Any) -> Any:
    from tests.accounts.web.visitor import Visit

    return lambda host, language: Visit(host, language, sandbox)


def test_admin_passes_the_system_checks() -> None:
    assert UserAdmin(User, admin.site).check() == []
    assert [error for error in checks.run_checks() if error.id == "admin.E013"] == []


def test_list_is_ordered_by_number(boss: Client, make_person: Any) -> None:
    make_person("+966599999999")
    make_person(PHONE)
    people = boss.get(LIST).context["cl"].result_list
    numbers = [person.phone_number for person in people]
    assert numbers == sorted(numbers)


def test_list_is_searched_by_number(boss: Client, make_person: Any) -> None:
    person = make_person(PHONE)
    assert list(boss.get(LIST, {"q": "0000777"}).context["cl"].result_list) == [person]


def test_add_form_asks_for_the_number_and_no_password(boss: Client) -> None:
    fields = list(boss.get(f"{LIST}add/").context["adminform"].form.fields)
    assert fields == ["phone_number", "first_name", "last_name", "language"]


def test_add_takes_any_usual_writing(boss: Client) -> None:
    boss.post(f"{LIST}add/", {"phone_number": "٠٥٠ ٠٠٠ ٠٧٧٧", "language": "ar"})
    user = User.objects.get(phone_number=PHONE)
    assert (user.is_phone_verified, user.has_usable_password()) == (False, False)


@pytest.mark.parametrize("typed", ["12", "", "+966500000009"])
def test_add_refuses_a_wrong_or_taken_number(boss: Client, typed: str) -> None:
    people = User.objects.count()
    response = boss.post(f"{LIST}add/", {"phone_number": typed, "language": "ar"})
    assert (response.status_code, User.objects.count()) == (200, people)
    assert list(response.context["adminform"].form.errors) == ["phone_number"]


def test_change_form_shows_number_and_proof_but_changes_neither(
    boss: Client, make_person: Any
) -> None:
    user = make_person(PHONE)
    url = f"{LIST}{user.pk}/change/"
    form = boss.get(url).context["adminform"].form
    assert not {"phone_number", "is_phone_verified", "password", "groups"} & set(form.fields)
    boss.post(url, {"phone_number": "+966500000999", "first_name": "Nora", "language": "ar"})
    user.refresh_from_db()
    assert (user.phone_number, user.first_name, user.is_active) == (PHONE, "Nora", False)


def test_people_cannot_be_deleted(boss: Client, make_person: Any) -> None:
    user = make_person(PHONE)
    assert boss.post(f"{LIST}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_unlock_opens_the_number_again(boss: Client, make_person: Any) -> None:
    user = make_person(PHONE)
    PhoneAuthState.objects.create(phone_number=PHONE, consecutive_failures=100)
    boss.post(LIST, {"action": "unlock_sign_in", "_selected_action": [user.pk]})
    assert PhoneAuthState.objects.get(pk=PHONE).consecutive_failures == 0


def test_change_is_logged_with_actor_and_masked_number(boss: Client, make_person: Any) -> None:
    user = make_person(PHONE)
    boss.post(
        f"{LIST}{user.pk}/change/", {"first_name": "Nora", "language": "ar", "is_active": "1"}
    )
    entry = AuditEntry.objects.filter(object_pk=str(user.pk)).order_by("-pk").first()
    assert entry.actor.phone_number == "+966500000009"
    assert entry.changes == {"first_name": ["", "Nora"]}
    entries = AuditEntry.objects.filter(object_pk=str(user.pk))
    assert not [e for e in entries if PHONE in f"{e.changes} {e.object_repr}"]


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}])
def test_others_do_not_enter(visit: Any, make_person: Any, fields: dict[str, Any]) -> None:
    make_person(PHONE, **fields)
    visitor = visit(PLATFORM, "en")
    visitor.sign_in()
    door = visitor.client.get(LIST, follow=True)
    assert door.redirect_chain[-2][0] == f"/account/login/?next={LIST}"
    assert "cl" not in door.context
