"""Signing in by another provider, over a real OpenID exchange."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.utils import timezone

from accounts.enums import AuthEventKind as Kind
from accounts.models import AuthEvent, OTPChallenge, User
from notifications.models import DirectMessage
from tests.accounts.callers import PHONE, wrong

pytestmark = pytest.mark.integration
OTHER = "+966500000778"


def links() -> list[tuple[str, str, str]]:
    rows = SocialAccount.objects.order_by("pk").values_list("user__phone_number", "provider", "uid")
    return list(rows)


def events(*kinds: str) -> list[tuple[str, str, str]]:
    rows = AuthEvent.objects.filter(kind__in=kinds).order_by("pk")
    return list(rows.values_list("kind", "result", "rule"))


@pytest.mark.parametrize("provider", ["mock", "demo"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_unknown_identity_with_a_new_number_makes_a_person(
    travel: Any, provider: str, language: str
) -> None:
    visitor = travel(language)
    back = visitor.arrive(provider)
    assert (back.status_code, back.url) == (302, f"/{language}/account/social/phone/")
    assert (links(), visitor.me()) == ([], None)
    done = visitor.prove_phone()
    assert (done.status_code, done.url, visitor.me()) == (302, "/", PHONE)
    assert [(phone, name) for phone, name, _uid in links()] == [(PHONE, provider)]
    person = User.objects.get(phone_number=PHONE)
    assert (person.is_phone_verified, person.auth_epoch, person.email) == (True, 0, None)
    assert events(Kind.IDENTITY_LINKED) == [(Kind.IDENTITY_LINKED, "ok", provider)]
    assert DirectMessage.objects.get().template == "account.identity_linked"


def test_known_identity_signs_in_without_a_code(travel: Any) -> None:
    travel().arrive()
    first = travel()
    first.arrive()
    first.prove_phone()
    before = OTPChallenge.objects.count(), User.objects.values().get(phone_number=PHONE)
    again = travel()
    assert again.arrive(next="/ar/account/social/").url == "/ar/account/social/"
    assert again.me() == PHONE
    after = OTPChallenge.objects.count(), User.objects.values().get(phone_number=PHONE)
    assert before[0] == after[0]
    assert {key for key, value in after[1].items() if value != before[1][key]} == {"last_login"}
    assert events(Kind.SOCIAL_SIGN_IN) == [(Kind.SOCIAL_SIGN_IN, "ok", "mock")]


def test_sign_in_by_a_provider_alone_is_no_fresh_proof(travel: Any) -> None:
    first = travel()
    first.arrive()
    first.prove_phone()
    again = travel()
    again.arrive()
    account_id = SocialAccount.objects.get().pk
    answer = again.post(f"social/{account_id}/unlink/", page="social/")
    assert answer.url == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Fsocial%2F"
    assert len(links()) == 1


def test_unknown_identity_joins_the_person_of_the_number(travel: Any, make_person: Any) -> None:
    person = make_person(PHONE, first_name="Sara", email="sara@example.com")
    visitor = travel()
    visitor.arrive("demo")
    visitor.prove_phone()
    assert (visitor.me(), links()) == (PHONE, [(PHONE, "demo", "demo-noura")])
    person.refresh_from_db()
    assert (person.first_name, person.email, person.auth_epoch) == ("Sara", "sara@example.com", 0)
    assert User.objects.filter(phone_number=PHONE).count() == 1


def test_row_made_in_advance_is_taken_over(travel: Any, make_person: Any) -> None:
    made = {"is_phone_verified": False, "phone_verified_at": None}
    shell = make_person(PHONE, **made, date_joined=timezone.now() - timedelta(days=1))
    before = shell.get_session_auth_hash()
    visitor = travel()
    visitor.arrive()
    visitor.prove_phone()
    shell.refresh_from_db()
    assert (shell.is_phone_verified, shell.auth_epoch) == (True, 1)
    assert shell.get_session_auth_hash() != before
    assert (visitor.me(), len(links())) == (PHONE, 1)


def test_equal_address_finds_nobody_and_tells_nothing(travel: Any, make_person: Any) -> None:
    twin = make_person(OTHER, email="noura@example.com")
    visitor = travel()
    page = visitor.client.get(visitor.arrive().url)
    assert OTHER[-4:] not in page.content.decode()
    visitor.prove_phone()
    assert (visitor.me(), links()) == (PHONE, [(PHONE, "mock", "noura")])
    assert User.objects.get(phone_number=PHONE).email is None
    assert list(twin.socialaccount_set.all()) == []


def test_claimed_number_finds_nobody(travel: Any, make_person: Any) -> None:
    """Demo ID claims the number of a customer, as proved."""
    owner = make_person("+966500000155")
    from sandbox.oidc.people import DEMO_PHONE

    User.objects.filter(pk=owner.pk).update(phone_number=DEMO_PHONE)
    visitor = travel()
    assert visitor.arrive("demo").url == "/en/account/social/phone/"
    assert (visitor.me(), links()) == (None, [])
    visitor.prove_phone()
    assert links() == [(PHONE, "demo", "demo-noura")]


def test_second_identity_of_one_provider_is_refused(travel: Any) -> None:
    first = travel()
    first.arrive(sub="noura")
    first.prove_phone()
    second = travel()
    second.arrive(sub="huda")
    answer = second.prove_phone()
    assert (answer.status_code, second.me()) == (409, None)
    assert "linked with another account of this provider" in answer.content.decode()
    assert links() == [(PHONE, "mock", "noura")]
    assert events(Kind.IDENTITY_LINKED)[-1] == (
        Kind.IDENTITY_LINKED,
        "refused",
        "provider_already_linked",
    )
    assert (second.prove_phone(OTHER).status_code, second.me()) == (302, OTHER)


def test_identities_of_two_providers_open_one_account(travel: Any) -> None:
    for provider in ("mock", "demo"):
        visitor = travel()
        visitor.arrive(provider)
        visitor.prove_phone()
    assert [name for _phone, name, _uid in links()] == ["mock", "demo"]
    assert User.objects.filter(phone_number=PHONE).count() == 1


def test_closed_account_is_not_opened(travel: Any) -> None:
    first = travel()
    first.arrive()
    first.prove_phone()
    User.objects.filter(phone_number=PHONE).update(is_active=False)
    visitor = travel()
    assert visitor.arrive().url == "/en/account/login/"
    assert (visitor.me(), visitor.told()) == (
        None,
        "This account is closed. Please contact us.",
    )
    assert events(Kind.SOCIAL_SIGN_IN)[-1] == (Kind.SOCIAL_SIGN_IN, "refused", "account_inactive")


def test_identity_of_an_unproved_number_proves_it_first(travel: Any) -> None:
    first = travel()
    first.arrive()
    first.prove_phone()
    User.objects.filter(phone_number=PHONE).update(is_phone_verified=False, phone_verified_at=None)
    visitor = travel()
    assert visitor.arrive().url == "/en/account/social/phone/"
    assert visitor.prove_phone(OTHER).status_code == 409
    assert visitor.me() is None
    assert (visitor.prove_phone().status_code, visitor.me()) == (302, PHONE)
    assert links() == [(PHONE, "mock", "noura")]


def test_wrong_code_links_nothing(travel: Any) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.post("social/phone/", phone_number=PHONE)
    guess = wrong(visitor.sandbox.latest_code(PHONE))
    assert visitor.enter_identity_code(guess).status_code == 400
    assert (links(), visitor.me()) == ([], None)
    assert visitor.enter_identity_code().status_code == 302


def test_code_to_sign_in_is_none_for_an_identity(travel: Any) -> None:
    visitor = travel()
    visitor.arrive()
    visitor.post("social/phone/", phone_number=PHONE)
    visitor.ask_code()
    assert visitor.enter_identity_code().status_code == 400
    assert links() == []


def test_code_of_one_identity_is_none_for_another(travel: Any) -> None:
    first, second = travel(), travel()
    first.arrive(sub="noura")
    first.post("social/phone/", phone_number=PHONE)
    stolen = first.sandbox.latest_code(PHONE)
    second.arrive(sub="huda")
    second.post("social/phone/", phone_number=OTHER)
    assert second.enter_identity_code(stolen, OTHER).status_code == 400
    assert links() == []


def test_tokens_and_claims_are_not_kept(travel: Any) -> None:
    visitor = travel()
    visitor.arrive("demo")
    visitor.prove_phone()
    assert SocialAccount.objects.get().extra_data == {"name": "Noura Al-Otaibi", "email": ""}
    assert not SocialToken.objects.exists()
