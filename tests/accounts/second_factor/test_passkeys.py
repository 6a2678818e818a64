"""Passkeys, by one made of software: enrolled, used, and every answer that does not fit."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.allauth_bridge.mfa import Authenticator
from accounts.domain.second_factor.enrolment import _make_room
from accounts.domain.second_factor.errors import TooManyPasskeys
from accounts.domain.second_factor.factors import FactorKind
from accounts.enums import Proof
from accounts.models import AuthEvent, Session
from tests.accounts.callers import NOOR, PLATFORM
from tests.accounts.second_factor.conftest import outcome, post, use
from tests.second_factors import PRESENT, SoftPasskey

pytestmark = pytest.mark.integration

REFUSED = (400, "passkey_refused")


def signed_in(browser: Any) -> bool:
    return bool(browser.get("/api/auth/me/").status_code == 200)


def test_passkey_is_enrolled_with_recovery_codes(person: Any, browse: Any) -> None:
    browser = browse(person)
    answer = use(browser, "register", SoftPasskey().create, name="  My  phone ")
    assert outcome(answer) == (200, "/en/account/security/recovery/")
    names = {row.type: row.data.get("name") for row in Authenticator.objects.all()}
    assert names == {"webauthn": "My phone", "recovery_codes": None}
    kinds = set(AuthEvent.objects.values_list("kind", "rule"))
    assert ("factor_added", "webauthn") in kinds


def test_enrolling_renews_the_secret_of_the_session(person: Any, browse: Any) -> None:
    browser = browse(person)
    before = browser.cookies["sessionid"].value
    use(browser, "register", SoftPasskey().create)
    assert browser.cookies["sessionid"].value != before
    assert Session.objects.count() == 1


@pytest.mark.parametrize("proofs", [(Proof.TICKET,), (Proof.SOCIAL,)])
def test_enrolling_needs_a_fresh_proof(person: Any, browse: Any, proofs: Any) -> None:
    answer = use(browse(person, PLATFORM, *proofs), "register", SoftPasskey().create)
    assert outcome(answer) == (401, "second_factor_required")


def test_a_code_by_sms_adds_no_second_passkey(person: Any, browse: Any, make_passkey: Any) -> None:
    make_passkey(person)
    answer = use(browse(person), "register", SoftPasskey().create)
    assert outcome(answer) == (401, "second_factor_required")
    assert Authenticator.objects.filter(type="webauthn").count() == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"origin": "http://noor.localhost:8000"},
        {"origin": "https://localhost:8000"},
        {"origin": "http://localhost"},
        {"rp_id": "noor.localhost"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
)
def test_answer_of_another_page_or_without_its_owner_enrols_nothing(
    person: Any, browse: Any, odd: dict[str, Any]
) -> None:
    passkey = SoftPasskey()
    vars(passkey).update(odd)
    assert outcome(use(browse(person), "register", passkey.create)) == REFUSED
    assert not Authenticator.objects.exists()


def test_passkey_alone_signs_in(person: Any, browse: Any, make_passkey: Any) -> None:
    passkey, browser = make_passkey(person), browse(None)
    answer = use(browser, "sign-in", passkey.get, next="/en/my/")
    assert (outcome(answer), signed_in(browser)) == ((200, "/en/my/"), True)
    row = Authenticator.objects.get(type="webauthn")
    assert (row.data["sign_count"], row.last_used_at is not None) == (2, True)


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_sign_in_by_passkey_stays_here(
    person: Any, browse: Any, make_passkey: Any, target: str
) -> None:
    passkey = make_passkey(person)
    assert outcome(use(browse(None), "sign-in", passkey.get, next=target)) == (200, "/")


def test_question_without_a_person_names_nobody(
    person: Any, browse: Any, make_passkey: Any
) -> None:
    make_passkey(person)
    asked = post(browse(None), "/en/account/passkeys/sign-in/begin/").json()["publicKey"]
    assert set(asked) == {"challenge", "rpId", "userVerification"}


@pytest.mark.parametrize(
    "odd",
    [
        {"origin": "http://noor.localhost:8000"},
        {"origin": "https://evil.example"},
        {"rp_id": "noor.localhost"},
        {"flags": PRESENT},
        {"handle": b"zzz"},
        {"handle": b"\xff"},
        {"handle": b"9" * 40},
        {"id": b"another passkey."},
    ],
)
def test_answer_that_does_not_fit_signs_nobody_in(
    person: Any, browse: Any, make_passkey: Any, odd: dict[str, Any]
) -> None:
    passkey, browser = make_passkey(person), browse(None)
    vars(passkey).update(odd)
    assert outcome(use(browser, "sign-in", passkey.get)) == REFUSED
    assert not signed_in(browser)
    assert AuthEvent.objects.filter(result="failed", rule="passkey_refused").count() == 1


def test_key_of_somebody_else_signs_nobody_in(
    person: Any, make_person: Any, browse: Any, make_passkey: Any
) -> None:
    hers, other = make_passkey(person), make_passkey(make_person("+966500000778"))
    other.handle = hers.handle
    browser = browse(None)
    assert outcome(use(browser, "sign-in", other.get)) == REFUSED
    assert not signed_in(browser)


def test_answer_is_good_once(person: Any, browse: Any, make_passkey: Any) -> None:
    passkey, browser = make_passkey(person), browse(None)
    kept: list[Any] = []
    use(browser, "sign-in", lambda asked: kept.append(passkey.get(asked)) or kept[0])
    for again in (browser, browse(None)):
        answer = post(again, "/en/account/passkeys/sign-in/complete/", credential=kept[0])
        assert outcome(answer) == REFUSED
        assert outcome(use(again, "sign-in", lambda _: kept[0])) == REFUSED


def test_copied_passkey_is_found_by_its_counter(
    person: Any, browse: Any, make_passkey: Any
) -> None:
    passkey = make_passkey(person)
    assert outcome(use(browse(None), "sign-in", passkey.get))[0] == 200
    passkey.count -= 1
    assert outcome(use(browse(None), "sign-in", passkey.get)) == REFUSED


def test_passkey_that_does_not_count_works_again_and_again(
    person: Any, browse: Any, make_passkey: Any
) -> None:
    passkey = make_passkey(person, counts=False)
    answers = [outcome(use(browse(None), "sign-in", passkey.get)) for _ in range(3)]
    assert answers == [(200, "/")] * 3


def test_answer_to_one_question_is_none_to_another(
    person: Any, browse: Any, make_passkey: Any
) -> None:
    passkey, browser = make_passkey(person), browse(person)
    asked = post(browser, "/en/account/passkeys/sign-in/begin/").json()
    answer = post(browser, "/en/account/passkeys/confirm/complete/", credential=passkey.get(asked))
    assert outcome(answer) == REFUSED


def test_question_is_void_after_five_minutes(
    person: Any, browse: Any, make_passkey: Any, time_machine: Any
) -> None:
    passkey = make_passkey(person)

    def late(asked: Any) -> Any:
        time_machine.move_to(timezone.now() + timedelta(seconds=301))
        return passkey.get(asked)

    assert outcome(use(browse(None), "sign-in", late)) == REFUSED


def test_closed_account_stays_closed(person: Any, browse: Any, make_passkey: Any) -> None:
    passkey, browser = make_passkey(person), browse(None)
    person.is_active = False
    person.save()
    assert outcome(use(browser, "sign-in", passkey.get)) == (403, "account_inactive")
    assert not signed_in(browser)


def test_signed_in_person_confirms(person: Any, browse: Any, make_passkey: Any) -> None:
    passkey, browser = make_passkey(person), browse(person)
    assert browser.get("/en/account/security/app/").status_code == 302
    assert outcome(use(browser, "confirm", passkey.get, next="/en/account/")) == (
        200,
        "/en/account/",
    )
    assert browser.get("/en/account/security/app/").status_code == 200


def test_another_persons_passkey_confirms_nothing(
    person: Any, make_person: Any, browse: Any, make_passkey: Any
) -> None:
    other = make_passkey(make_person("+966500000778"))
    make_passkey(person)
    assert outcome(use(browse(person), "confirm", other.get)) == REFUSED


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{",
        b"null",
        b'{"credential": []}',
        b'{"credential": {"response": null}}',
        b'{"credential": {"response": {"userHandle": 7}}}',
        b'{"name": "\\u0000"}',
        b"[" * 5000,
        b" " * 70_000,
    ],
)
def test_odd_bodies_are_refused(browse: Any, db: Any, body: bytes) -> None:
    browser = browse(None)
    post(browser, "/en/account/passkeys/sign-in/begin/")
    path = "/en/account/passkeys/sign-in/complete/"
    answer = browser.post(path, body, content_type="application/json")
    assert outcome(answer) == REFUSED


def test_beginnings_are_counted_by_address(browse: Any, db: Any, settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"passkey_starts": ((2, 600),)}
    path = "/en/account/passkeys/sign-in/begin/"
    assert [post(browse(None), path).status_code for _ in range(3)] == [200, 200, 429]


def test_salons_know_no_passkeys(browse: Any, db: Any) -> None:
    browser = browse(None, NOOR)
    assert post(browser, "/en/account/passkeys/sign-in/begin/").status_code == 404
    assert "passkey" not in browser.get("/en/account/login/").content.decode()
    page = browse(None).get("/en/account/login/").content.decode()
    assert "Sign in with a passkey" in page


def test_ten_passkeys_are_enough(person: Any) -> None:
    for number in range(10):
        Authenticator.objects.create(user=person, type="webauthn", data={"name": str(number)})
    with pytest.raises(TooManyPasskeys):
        _make_room(person, FactorKind.PASSKEY)
