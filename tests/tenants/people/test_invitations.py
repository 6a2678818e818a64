"""Asking somebody to work in a salon: who may, how often, what leaves."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.errors import CountryNotAllowed
from accounts.models import User
from accounts.phone import InvalidPhone
from audit.models import AuditEntry
from foundation.errors import DomainError, NotAllowed
from notifications.models import Message
from tenants.domain.people.invitations import revoke, send_again
from tenants.enums import Role
from tenants.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationClosed,
    InvitationNotFound,
    InvitationTooSoon,
    TooManyInvitations,
)
from tenants.models import Invitation
from tests.accounts_factories import UserFactory
from tests.tenants.people.conftest import NEW_NUMBER, ask, sent_token, told


def test_invitation_is_written_and_its_link_is_sent(in_noor, people):
    invitation, token = ask(in_noor, by=people.owner, role="manager", name="  Huda \u202e K ")
    assert (invitation.name, invitation.role, invitation.status) == ("Huda K", "manager", "waiting")
    assert invitation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)
    ((number, text),) = told("invitation")
    assert number == NEW_NUMBER
    assert f"http://noor.localhost:8000/ar/account/invitation/{token}/" in text
    assert not User.objects.filter(phone_number=NEW_NUMBER).exists()


def test_invitation_is_in_the_salons_log_without_its_number(in_noor, people):
    ask(in_noor, by=people.owner)
    entry = AuditEntry.objects.filter(content_type__model="invitation").get()
    assert (entry.additional_data["verb"], entry.actor) == ("invited", people.owner)
    assert entry.object_repr == "Huda +966••••••233"


def test_message_is_in_the_language_of_a_known_number(in_noor, people):
    UserFactory(phone_number=NEW_NUMBER, language="en")
    _invitation, token = ask(in_noor, by=people.owner)
    ((_number, text),) = told("invitation")
    assert text.startswith("Noor Salon invites you")
    assert f"/en/account/invitation/{token}/" in text


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("who", "gives"),
    [
        ("owner", set(Role)),
        ("manager", {Role.RECEPTION, Role.STYLIST}),
        ("reception", set()),
        ("stylist", set()),
        ("stranger", set()),
    ],
)
def test_who_invites_as_what(in_noor, people, who, gives, role):
    if role in gives:
        assert ask(in_noor, by=getattr(people, who), role=role)[0].role == role
        return
    with pytest.raises(NotAllowed):
        ask(in_noor, by=getattr(people, who), role=role)
    assert (Invitation.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("number", "error"), [("12", InvalidPhone), ("+14155550123", CountryNotAllowed)]
)
def test_number_that_gets_no_codes_is_refused(in_noor, people, number, error):
    with pytest.raises(error):
        ask(in_noor, by=people.owner, phone_number=number)
    assert not Invitation.objects.exists()


def test_member_is_not_invited(in_noor, people):
    with pytest.raises(AlreadyMember):
        ask(in_noor, by=people.owner, phone_number=people.stylist.phone_number, role="manager")
    assert (Invitation.objects.count(), Message.objects.count()) == (0, 0)


def test_second_invitation_waits_for_the_first(in_noor, people):
    ask(in_noor, by=people.owner)
    with pytest.raises(AlreadyInvited):
        ask(in_noor, by=people.manager)
    assert Invitation.objects.count() == 1


def test_expired_invitation_makes_room(in_noor, clock, people):
    first, _token = ask(in_noor, by=people.owner)
    clock.shift(timedelta(days=7, seconds=1))
    second, _token = ask(in_noor, by=people.owner)
    first.refresh_from_db()
    assert (first.status, second.status) == ("expired", "waiting")


def test_second_message_kills_the_first_link(in_noor, clock, people):
    first, token = ask(in_noor, by=people.owner)
    clock.shift(timedelta(minutes=6))
    again = send_again(in_noor, first.pk, by=people.manager)
    assert (again.sends, again.token_hash != first.token_hash) == (2, True)
    assert sent_token() != token
    assert again.expires_at - timezone.now() > timedelta(days=6, hours=23)


def test_message_is_not_sent_again_at_once(in_noor, people):
    invitation, _token = ask(in_noor, by=people.owner)
    with pytest.raises(InvitationTooSoon) as refused:
        send_again(in_noor, invitation.pk, by=people.owner)
    assert 0 < refused.value.retry_after <= 301
    assert Message.objects.count() == 1


def test_message_is_sent_four_times_at_most(in_noor, clock, people):
    invitation, _token = ask(in_noor, by=people.owner)
    for _again in range(3):
        clock.shift(timedelta(hours=25))
        send_again(in_noor, invitation.pk, by=people.owner)
    clock.shift(timedelta(hours=25))
    with pytest.raises(TooManyInvitations):
        send_again(in_noor, invitation.pk, by=people.owner)
    assert Message.objects.count() == 4


def test_salon_sends_ten_an_hour(in_noor, people):
    for n in range(10):
        ask(in_noor, by=people.owner, phone_number=f"+96655111000{n}")
    with pytest.raises(TooManyInvitations) as refused:
        ask(in_noor, by=people.owner)
    assert refused.value.retry_after > 0
    assert Invitation.objects.count() == 10


def test_number_is_written_to_five_times_a_day(in_noor, people):
    for _round in range(5):
        revoke(in_noor, ask(in_noor, by=people.owner)[0].pk, by=people.owner)
    with pytest.raises(TooManyInvitations):
        ask(in_noor, by=people.owner)
    assert Message.objects.count() == 5


def test_revoked_invitation_cannot_be_sent_or_revoked_again(in_noor, people):
    invitation, _token = ask(in_noor, by=people.owner)
    assert revoke(in_noor, invitation.pk, by=people.owner).status == "revoked"
    for again in (revoke, send_again):
        with pytest.raises(InvitationClosed):
            again(in_noor, invitation.pk, by=people.owner)


@pytest.mark.parametrize("do", [revoke, send_again])
def test_manager_leaves_an_owners_invitation_alone(in_noor, people, do):
    invitation, _token = ask(in_noor, by=people.owner, role="owner")
    with pytest.raises(NotAllowed):
        do(in_noor, invitation.pk, by=people.manager)
    invitation.refresh_from_db()
    assert (invitation.status, invitation.sends) == ("waiting", 1)


@pytest.mark.parametrize("do", [revoke, send_again])
def test_invitation_of_another_salon_is_not_there(in_noor, people, do, reem):
    from django_tenants.utils import tenant_context

    with tenant_context(reem):
        theirs, _token = ask(reem, by=people.stranger)
    with pytest.raises(InvitationNotFound) as refused:
        do(in_noor, theirs.pk, by=people.owner)
    assert isinstance(refused.value, DomainError)
