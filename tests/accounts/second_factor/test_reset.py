"""Lost devices: our people take the second factors off the account."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.allauth_bridge.mfa import Authenticator
from accounts.enums import Proof
from accounts.models import AuthEvent, User
from audit.models import AuditEntry
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE, PLATFORM
from tests.second_factors import give_app, give_codes

pytestmark = pytest.mark.integration

PEOPLE = "/admin/accounts/user/"


def reset(phone: str = "0500000777", reason: str = "lost her bag") -> None:
    call_command("reset_second_factor", phone, reason=reason)


def test_command_removes_all_ends_sessions_and_tells(
    person: User, secret: str, browse: Any
) -> None:
    give_codes(person)
    browser = browse(person)
    reset()
    assert not Authenticator.objects.exists()
    assert browser.get("/api/auth/me/").status_code == 401
    entry = AuditEntry.objects.get(additional_data__verb="second_factor.reset")
    assert (entry.object_pk, entry.additional_data["reason"]) == (str(person.pk), "lost her bag")
    event = AuthEvent.objects.get(kind="factor_removed")
    assert (event.user_id, event.rule) == (person.pk, "reset")
    told = DirectMessage.objects.values_list("template", "phone_number")
    assert set(told) == {("account.session_ended", PHONE), ("account.factor_removed", PHONE)}


def test_command_without_anything_to_remove_does_nothing(person: User) -> None:
    reset()
    assert (AuthEvent.objects.count(), DirectMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("phone", ["12", "0500000778"])
def test_command_refuses_an_unknown_number(person: User, secret: str, phone: str) -> None:
    with pytest.raises(CommandError):
        reset(phone)
    assert Authenticator.objects.count() == 1


@pytest.fixture
def boss(db: Any, browse: Any) -> Any:
    boss = User.objects.create_superuser("+966500000019", language="en")
    give_app(boss)
    return boss


def act(browse: Any, boss: User, user: User) -> Any:
    data = {"action": "remove_second_factors", "_selected_action": [user.pk]}
    return browse(boss, PLATFORM, Proof.CODE, Proof.TOTP).post(PEOPLE, data, follow=True)


def test_platform_admin_resets_somebody(browse: Any, boss: User, person: User, secret: str) -> None:
    act(browse, boss, person)
    assert list(Authenticator.objects.values_list("user", flat=True)) == [boss.pk]
    entry = AuditEntry.objects.get(additional_data__verb="second_factor.reset")
    assert entry.actor == boss


def test_platform_admin_does_not_reset_herself(browse: Any, boss: User) -> None:
    page = act(browse, boss, boss).content.decode()
    assert "Your own second factors are changed in your account." in page
    assert Authenticator.objects.count() == 1
