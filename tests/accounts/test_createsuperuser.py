"""manage.py createsuperuser asks for the phone number and nothing else."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.accounts.callers import PHONE

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def create(**options: Any) -> None:
    call_command("createsuperuser", stdout=StringIO(), **options)


def test_number_by_option_makes_a_verified_admin() -> None:
    create(phone_number="0500000777", interactive=False)
    user = User.objects.get(phone_number=PHONE)
    assert (user.is_superuser, user.is_staff, user.is_phone_verified) == (True, True, True)
    assert not user.has_usable_password()


def test_number_by_environment(monkeypatch: Any) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PHONE_NUMBER", PHONE)
    create(interactive=False)
    assert User.objects.get(phone_number=PHONE).is_superuser


def test_prompt_asks_once(monkeypatch: Any) -> None:
    questions: list[str] = []
    monkeypatch.setattr("builtins.input", lambda text: questions.append(text) or PHONE)
    create()
    assert (questions, User.objects.filter(phone_number=PHONE).count()) == (["Phone number: "], 1)


@pytest.mark.parametrize("typed", ["", "123", "+966500000001"])
def test_wrong_or_taken_number_is_refused(typed: str) -> None:
    people = User.objects.count()
    with pytest.raises(CommandError):
        create(phone_number=typed, interactive=False)
    assert User.objects.count() == people
