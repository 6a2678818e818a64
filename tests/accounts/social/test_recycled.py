"""A number with a new holder: the identities of the earlier one open nothing for her."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.models import User
from tests.accounts.callers import PHONE

pytestmark = pytest.mark.integration


@pytest.fixture
def sleeper(travel: Any) -> User:
    """Somebody with a linked identity who has not been here for long."""
    first = travel()
    first.arrive(sub="noura")
    first.prove_phone()
    person = User.objects.get(phone_number=PHONE)
    person.last_login, person.first_name = timezone.now() - timedelta(days=200), "Noura"
    person.save(update_fields=["last_login", "first_name"])
    person.devices.all().delete()
    return person


def test_identities_of_the_released_person_are_gone(travel: Any, sleeper: User) -> None:
    holder = travel()
    assert holder.sign_in().url == "/en/account/number/"
    holder.post("number/new/")
    assert holder.me() == PHONE
    assert User.objects.get(phone_number=PHONE) != sleeper
    assert not SocialAccount.objects.exists()
    earlier = travel()
    assert earlier.arrive(sub="noura").url == "/en/account/social/phone/"
    assert earlier.me() is None


def test_identity_that_is_linked_wakes_the_account(travel: Any, sleeper: User) -> None:
    owner = travel()
    owner.sign_in()
    assert owner.me() is None
    assert owner.arrive(sub="noura").url == "/"
    assert (owner.me(), User.objects.get(phone_number=PHONE)) == (PHONE, sleeper)


def test_new_identity_is_not_linked_with_the_sleeper(travel: Any, sleeper: User) -> None:
    holder = travel()
    holder.arrive("demo")
    assert holder.prove_phone().url == "/en/account/number/"
    assert [account.uid for account in SocialAccount.objects.all()] == ["noura"]
    holder.post("number/new/")
    assert (holder.me(), SocialAccount.objects.count()) == (PHONE, 0)
