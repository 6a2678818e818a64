"""What the database itself refuses, and what happens when two come at once."""

import threading
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, connection, transaction

from accounts.domain.identities.claims import Identity
from accounts.domain.identities.errors import IdentityTaken, ProviderAlreadyLinked
from accounts.domain.identities.linking import link_identity
from accounts.enums import AuthEventKind, AuthResult
from accounts.errors import PhoneNotVerified
from accounts.models import AuthEvent, User
from accounts.visitors import Visitor
from tests.accounts.callers import PHONE

pytestmark = pytest.mark.integration
OTHER = "+966500000778"
HERE = Visitor(host="localhost", address="203.0.113.7", language="en")
NOURA, HUDA = Identity("mock", "noura"), Identity("mock", "huda")
UNPROVED = {"is_phone_verified": False, "phone_verified_at": None}


def test_database_refuses_identities_of_unproved_numbers(make_person: Any) -> None:
    shell = make_person(PHONE, **UNPROVED)
    with pytest.raises(IntegrityError, match="has not proved her number"), transaction.atomic():
        SocialAccount.objects.create(user=shell, provider="mock", uid="noura")
    with pytest.raises(PhoneNotVerified):
        link_identity(shell, NOURA, visitor=HERE)
    assert not SocialAccount.objects.exists()


def test_database_refuses_to_move_an_identity_to_an_unproved_number(make_person: Any) -> None:
    account = link_identity(make_person(PHONE), NOURA, visitor=HERE)
    shell = make_person(OTHER, **UNPROVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialAccount.objects.filter(pk=account.pk).update(user=shell)
    account.refresh_from_db()
    assert account.user.phone_number == PHONE


def test_database_refuses_a_second_identity_of_one_provider(make_person: Any) -> None:
    person = make_person(PHONE)
    link_identity(person, NOURA, visitor=HERE)
    with pytest.raises(IntegrityError), transaction.atomic():
        SocialAccount.objects.create(user=person, provider="mock", uid="huda")
    with pytest.raises(ProviderAlreadyLinked):
        link_identity(person, HUDA, visitor=HERE)
    assert [account.uid for account in SocialAccount.objects.all()] == ["noura"]


def test_refusal_is_on_record(make_person: Any) -> None:
    link_identity(make_person(PHONE), NOURA, visitor=HERE)
    other = make_person(OTHER)
    with pytest.raises(IdentityTaken):
        link_identity(other, NOURA, visitor=HERE)
    event = AuthEvent.objects.filter(result=AuthResult.REFUSED).get()
    assert (event.kind, event.rule, event.user_id, event.address) == (
        AuthEventKind.IDENTITY_LINKED,
        "identity_taken",
        other.pk,
        "203.0.113.7",
    )


def test_two_people_who_link_one_identity_at_once(fresh_database: str) -> None:
    phones = [f"+9665000008{n:02}" for n in range(8)]
    people = [User.objects.create_superuser(phone) for phone in phones]
    outcomes = in_threads([lambda p=p: link_identity(p, NOURA, visitor=HERE) for p in people])
    assert sorted(outcomes) == ["IdentityTaken"] * 7 + ["linked"]
    assert SocialAccount.objects.count() == 1


def test_two_identities_of_one_person_at_once(fresh_database: str) -> None:
    person = User.objects.create_superuser(PHONE)
    identities = [Identity("mock", f"twin-{n}") for n in range(8)]
    outcomes = in_threads([lambda i=i: link_identity(person, i, visitor=HERE) for i in identities])
    assert sorted(outcomes) == ["ProviderAlreadyLinked"] * 7 + ["linked"]
    assert SocialAccount.objects.count() == 1


def in_threads(calls: list[Any]) -> list[str]:
    """Make the calls at once; return how each ended."""
    outcomes: list[str] = []
    start = threading.Barrier(len(calls))

    def run(call: Any) -> None:
        start.wait()
        try:
            call()
            outcomes.append("linked")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
