"""Taking a change of number back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.domain.numbers.undo import undo_of, undo_phone_change
from accounts.errors import UndoInvalid
from accounts.models import (
    AuthEvent,
    Device,
    DeviceUser,
    PhoneHistory,
    RefreshToken,
    Session,
    User,
)
from accounts.visitors import Visitor
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE, PLATFORM, Caller
from tests.accounts.phone_people import NEW, change, reauthenticate, signed_in_caller
from tests.second_factors import give_app, give_codes

pytestmark = pytest.mark.integration

VISITOR = Visitor(host=PLATFORM, address="192.0.2.1", language="ar")
THIRD = "+966500000889"


@pytest.fixture
def caller(db: Any, sandbox: Any) -> Caller:
    return signed_in_caller("app", sandbox)


def secrets() -> list[str]:
    """Return the secrets of the links that were sent, oldest first."""
    texts = DirectMessage.objects.order_by("pk").values_list("text", flat=True)
    return [secret for text in texts for secret in re.findall(r"/undo/([\w-]+)/", text)]


def person() -> User:
    return PhoneHistory.objects.earliest("pk").user


def undo(secret: str) -> User:
    return undo_phone_change(secret, visitor=VISITOR)


def refused(secret: str) -> bool:
    """Return whether the link is refused everywhere, with nothing changed."""
    before = User.objects.values().get(pk=person().pk)
    for use in (undo_of, undo):
        with pytest.raises(UndoInvalid):
            use(secret)
    return bool(User.objects.values().get(pk=person().pk) == before)


def test_undo_gives_the_old_number_back_and_ends_everything(caller: Caller) -> None:
    change(caller)
    assert undo_of(secrets()[0]).phone_number == PHONE
    user = undo(secrets()[0])
    assert (user.phone_number, user.is_phone_verified) == (PHONE, True)
    assert (Session.objects.filter(user=user).count(), RefreshToken.objects.count()) == (0, 0)
    assert caller.call("GET", "me/").status_code == 401
    history = list(PhoneHistory.objects.order_by("pk").values_list("phone_number", "reason"))
    assert history == [(PHONE, "changed"), (NEW, "undone")]
    assert AuthEvent.objects.get(kind="phone_changed", rule="undone").user_id == user.pk


def test_undo_works_once(caller: Caller) -> None:
    change(caller)
    undo(secrets()[0])
    assert refused(secrets()[0])


@pytest.mark.parametrize("secret", ["", "x", "0" * 200])
def test_unknown_link_is_refused(caller: Caller, secret: str) -> None:
    change(caller)
    assert refused(secret)


def test_undo_runs_out_after_a_week(caller: Caller) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        change(caller)
        clock.shift(timedelta(days=7))
        assert refused(secrets()[0])


def test_undo_passes_over_later_changes_and_voids_their_links(caller: Caller) -> None:
    change(caller)
    reauthenticate(caller, NEW)
    change(caller, THIRD)
    first, second = secrets()
    assert undo(first).phone_number == PHONE
    assert refused(second)


def test_undo_of_the_later_change_leaves_the_first_link_alive(caller: Caller) -> None:
    change(caller)
    reauthenticate(caller, NEW)
    change(caller, THIRD)
    first, second = secrets()
    assert undo(second).phone_number == NEW
    assert undo(first).phone_number == PHONE


def test_undo_is_refused_once_somebody_else_proved_the_number(
    caller: Caller, make_person: Callable[..., User]
) -> None:
    change(caller)
    make_person(PHONE)
    with pytest.raises(UndoInvalid):
        undo(secrets()[0])
    assert person().phone_number == NEW
    assert AuthEvent.objects.filter(kind="phone_changed", rule="undo_invalid").count() == 1


def test_undo_takes_the_number_from_a_shell(
    caller: Caller, make_person: Callable[..., User]
) -> None:
    change(caller)
    shell = make_person(PHONE, is_phone_verified=False, phone_verified_at=None)
    assert undo(secrets()[0]).phone_number == PHONE
    shell.refresh_from_db()
    assert (shell.is_active, shell.phone_number[:4]) == (False, "+999")


def test_undo_takes_away_what_opened_the_account_since(caller: Caller) -> None:
    change(caller)
    user = person()
    give_app(user)
    give_codes(user)
    SocialAccount.objects.create(user=user, provider="google", uid="his")
    device = Device.objects.create(secret_hash="x")
    DeviceUser.objects.create(device=device, user=user)
    undo(secrets()[0])
    assert not Authenticator.objects.filter(user=user).exists()
    assert not SocialAccount.objects.filter(user=user).exists()
    assert not user.devices.filter(device=device).exists()
    undone = AuthEvent.objects.filter(rule="undone").values_list("kind", flat=True)
    assert set(undone) == {"phone_changed", "factor_removed", "identity_unlinked"}


def test_undo_leaves_what_was_there_before(caller: Caller) -> None:
    change(caller)
    user, before = person(), timezone.now() - timedelta(days=1)
    give_app(user)
    give_codes(user)
    Authenticator.objects.update(created_at=before)
    Authenticator.objects.create(user=user, type="webauthn", data={})
    SocialAccount.objects.create(user=user, provider="google", uid="hers")
    SocialAccount.objects.update(date_joined=before)
    undo(secrets()[0])
    left = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    assert set(left) == {"totp", "recovery_codes"}
    assert SocialAccount.objects.filter(user=user).count() == 1


def test_undo_is_refused_for_a_closed_account(caller: Caller) -> None:
    change(caller)
    User.objects.filter(pk=person().pk).update(is_active=False)
    assert refused(secrets()[0])
