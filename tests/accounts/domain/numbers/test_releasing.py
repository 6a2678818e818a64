"""A person who loses her number is nobody any more."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.domain.numbers.releasing import absorb_shell, release_number
from accounts.errors import PhoneTaken
from accounts.models import (
    Device,
    DeviceUser,
    OTPChallenge,
    PhoneHistory,
    RefreshToken,
    Session,
    User,
)
from accounts.phone import country_of, is_mobile
from tenants.domain.people.membership import add_member, role_in
from tenants.enums import Role
from tenants.membership.models import UserGroup
from tests.accounts.callers import PHONE, Caller
from tests.accounts.phone_people import NEW, signed_in_caller

pytestmark = pytest.mark.integration

MakePerson = Callable[..., User]
UNPROVED: dict[str, Any] = {"is_phone_verified": False, "phone_verified_at": None}


def release(user: User) -> User:
    release_number(user, now=timezone.now())
    user.refresh_from_db()
    return user


def test_nothing_of_her_stays(make_person: MakePerson) -> None:
    user = release(
        make_person(PHONE, first_name="Sara", last_name="X", email="s@x.example", is_staff=True)
    )
    assert user.phone_number.startswith("+999")
    assert len(user.phone_number) == 14
    assert (user.first_name, user.last_name, user.email) == ("", "", None)
    assert (user.is_active, user.is_phone_verified, user.is_staff) == (False, False, False)
    assert (user.phone_verified_at, user.auth_epoch) == (None, 1)
    assert PhoneHistory.objects.values_list("phone_number", "reason").get() == (PHONE, "released")


def test_nothing_that_proved_her_stays(make_person: MakePerson) -> None:
    user = make_person(PHONE)
    SocialAccount.objects.create(user=user, provider="google", uid="1")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=user, type=kind, data={})
    DeviceUser.objects.create(user=user, device=Device.objects.create(secret_hash="x"))
    release(user)
    for model in (SocialAccount, Authenticator, DeviceUser):
        assert not model.objects.filter(user=user).exists()


def test_sessions_and_open_codes_end(sandbox: Any, db: Any) -> None:
    caller = signed_in_caller("app", sandbox)
    caller.call("POST", "reauth/request/", {})
    user = release(User.objects.get(phone_number=PHONE))
    assert caller.call("GET", "me/").status_code == 401
    assert not Session.objects.filter(user=user).exists()
    assert not RefreshToken.objects.filter(user=user).exists()
    assert not OTPChallenge.objects.filter(consumed_at=None, invalidated_at=None).exists()


def test_her_places_in_salons_end(make_person: MakePerson, noor: Any, reem: Any) -> None:
    user, other = make_person(PHONE), make_person(NEW)
    for tenant in (noor, reem):
        add_member(user, tenant, role=Role.OWNER)
        add_member(other, tenant, role=Role.OWNER)
    release(user)
    for tenant in (noor, reem):
        assert (role_in(user, tenant), role_in(other, tenant)) == (None, Role.OWNER)
        with tenant_context(tenant):
            assert not UserGroup.objects.filter(user=user).exists()


def test_tombstone_gets_no_codes_and_is_shown_as_gone(make_person: MakePerson, app: Caller) -> None:
    user = release(make_person(PHONE))
    assert (country_of(user.phone_number), is_mobile(user.phone_number)) == ("", False)
    assert user.display_phone == "—"
    assert app.request(user.phone_number).json()["code"] == "invalid_phone"


def test_shell_with_a_place_in_a_salon_is_not_absorbed(make_person: MakePerson, noor: Any) -> None:
    shell = make_person(NEW, **UNPROVED)
    add_member(shell, noor, role=Role.STYLIST)
    with pytest.raises(PhoneTaken):
        absorb_shell(shell, into=make_person(PHONE), now=timezone.now())
    assert role_in(shell, noor) == Role.STYLIST
