"""Many at once, on real connections: counted exactly. Each shows what happens without the guard."""

from collections import Counter as Tally
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from accounts.domain.codes.otp import request_code, resend_code, verify_code
from accounts.domain.limits.windows import Counter, take_places
from accounts.models import OTPChallenge, PhoneAuthState, RateWindow, User
from accounts.visitors import Visitor
from foundation.errors import DomainError
from tests.accounts.callers import NOOR, PHONE, PLENTY, wrong
from tests.accounts.domain.people import STRANGER, ask, device_visitor, owner_at_home

pytestmark = pytest.mark.integration

VISITOR = Visitor(host=NOOR, address="192.0.2.1", language="ar")


def all_at_once(count: int, act: Callable[[int], Any]) -> "Tally[str]":
    """Run ``act`` in ``count`` threads that start together; tally "ok" and codes of refusals."""
    barrier = Barrier(count)

    def run(number: int) -> str:
        barrier.wait()
        try:
            act(number)
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(count) as pool:
        return Tally(pool.map(run, range(count)))


@pytest.fixture
def sent(fresh_database: str, sandbox: Any) -> Any:
    return request_code(PHONE, purpose="auth", visitor=VISITOR)


def prove(sent: Any, code: str) -> User:
    return verify_code(purpose="auth", code=code, visitor=VISITOR, challenge_id=sent.challenge_id)


def test_eighty_wrong_guesses_evaluate_only_the_allowed_attempts(
    sent: Any, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = PLENTY
    guess = wrong(sandbox.latest_code(PHONE))
    tally = all_at_once(80, lambda _: prove(sent, guess))
    assert tally == {"invalid_code": 80}
    assert OTPChallenge.objects.get().attempts == 5
    assert PhoneAuthState.objects.get().consecutive_failures == 5


def test_guesses_by_phone_and_by_challenge_share_the_attempts(sent: Any, sandbox: Any) -> None:
    guess = wrong(sandbox.latest_code(PHONE))
    ways = ({"challenge_id": sent.challenge_id}, {"phone_number": PHONE})
    all_at_once(
        20,
        lambda n: verify_code(purpose="auth", code=guess, visitor=VISITOR, **ways[n % 2]),
    )
    assert PhoneAuthState.objects.get().consecutive_failures == 5


def test_counting_without_the_lock_evaluates_too_many(sent: Any) -> None:
    """The control: read, compare, write, as a counter in a session does it."""
    evaluated: list[int] = []
    read = Barrier(40)

    def guess(number: int) -> None:
        challenge = OTPChallenge.objects.get()
        read.wait()
        if challenge.attempts < challenge.max_attempts:
            evaluated.append(number)
            challenge.attempts += 1
            challenge.save(update_fields=["attempts"])

    all_at_once(40, guess)
    assert len(evaluated) == 40


def test_eighty_guesses_of_one_address_are_counted_exactly(sent: Any, sandbox: Any) -> None:
    guess = wrong(sandbox.latest_code(PHONE))
    assert all_at_once(80, lambda _: prove(sent, guess)) == {"invalid_code": 30, "throttled": 50}
    assert OTPChallenge.objects.get().attempts == 5


def test_forty_right_codes_open_one_session(sent: Any, sandbox: Any, settings: Any) -> None:
    settings.OTP_THRESHOLDS = PLENTY
    code = sandbox.latest_code(PHONE)
    assert all_at_once(40, lambda _: prove(sent, code)) == {"ok": 1, "invalid_code": 39}


def test_forty_first_requests_make_one_person_and_one_live_code(
    fresh_database: str, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = PLENTY
    tally = all_at_once(40, lambda _: request_code(PHONE, purpose="auth", visitor=VISITOR))
    assert tally == {"ok": 40}
    assert User.objects.filter(phone_number=PHONE).count() == 1
    assert OTPChallenge.objects.filter(invalidated_at=None).count() == 1


def test_eighty_requests_send_exactly_the_limit(fresh_database: str, sandbox: Any) -> None:
    tally = all_at_once(80, lambda _: request_code(PHONE, purpose="auth", visitor=VISITOR))
    assert tally == {"ok": 3, "throttled": 77}
    assert len(sandbox.inbox()) == 3


@pytest.mark.parametrize(
    ("limits", "sent"),
    [
        ({}, 10),
        ({"address_newcomers": ((7, 3600),)}, 7),
        ({"address_phones": ((6, 3600),)}, 6),
        ({"address_sends": ((5, 3600),)}, 5),
        ({"prefix_sends": ((4, 600),)}, 4),
        ({"salon_sends": ((3, 3600),)}, 3),
    ],
)
def test_numbers_of_one_address_send_exactly_the_limit(
    fresh_database: str, sandbox: Any, settings: Any, limits: Any, sent: int
) -> None:
    settings.OTP_THRESHOLDS = limits
    visitor = replace(VISITOR, salon="noor")
    tally = all_at_once(
        40, lambda n: request_code(f"+9665000008{n:02}", purpose="auth", visitor=visitor)
    )
    assert tally == {"ok": sent, "throttled": 40 - sent}
    assert len(sandbox.inbox()) == sent


def test_resends_at_once_send_one_code(sent: Any, sandbox: Any, settings: Any) -> None:
    settings.OTP_THRESHOLDS = PLENTY | {"resend_seconds": (0, 60)}
    tally = all_at_once(
        10, lambda _: resend_code(sent.challenge_id, purpose="auth", visitor=VISITOR)
    )
    assert tally == {"ok": 1, "no_live_challenge": 9}
    assert len(sandbox.inbox()) == 2


def test_window_is_the_same_on_every_salons_host(fresh_database: str) -> None:
    now = timezone.now()
    schemas = ("public", "noor", "reem")
    others = [Counter(scope, "x", "send", ((99, 600),)) for scope in ("address", "salon")]

    def take(number: int) -> None:
        with schema_context(schemas[number % 3]), transaction.atomic():
            phone = Counter("phone", PHONE, "send", ((7, 600),))
            # In another order every time: no two wait for each other.
            take_places([phone, *others] if number % 2 else [*others, phone], now=now)

    assert all_at_once(80, take) == {"ok": 7, "throttled": 73}
    assert list(RateWindow.objects.values_list("count", flat=True)) == [7, 7, 7]


def test_asking_and_proving_at_once_never_deadlocks(
    fresh_database: str, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = PLENTY

    def act(number: int) -> None:
        if number % 2:
            request_code(PHONE, purpose="auth", visitor=VISITOR)
        else:
            verify_code(purpose="auth", code="000000", visitor=VISITOR, phone_number=PHONE)

    tally = all_at_once(40, act)
    assert set(tally) <= {"ok", "invalid_code", "locked"}
    assert tally["ok"] + tally["locked"] >= 20


def test_forty_requests_at_home_send_exactly_the_own_budget(
    fresh_database: str, sandbox: Any
) -> None:
    """Five on the number's own budget; who comes too late does not slip into another one."""
    owner = owner_at_home()
    tally = all_at_once(40, lambda _: ask(owner))
    assert tally["ok"] + tally["throttled"] == 40
    own, others = (OTPChallenge.objects.filter(from_known_device=own) for own in (True, False))
    assert (own.count(), tally["ok"]) == (5, 5 + others.count())
    assert others.count() <= 3


def test_guesses_at_home_and_elsewhere_at_once_are_counted_exactly(
    fresh_database: str, sandbox: Any, settings: Any
) -> None:
    settings.OTP_THRESHOLDS = PLENTY
    owner = owner_at_home()
    visitors = (owner, STRANGER)
    sent = [ask(visitor) for visitor in visitors]
    # Neither is the other's: both codes are live.
    guess = next(code for code in ("000000", "111111", "222222") if code not in codes(sandbox))
    all_at_once(80, lambda n: prove_as(visitors[n % 2], sent[n % 2], guess))
    state = PhoneAuthState.objects.get()
    assert (state.consecutive_failures, state.known_device_failures) == (5, 5)
    assert list(OTPChallenge.objects.values_list("attempts", flat=True)) == [5, 5]


def test_proofs_and_requests_of_many_devices_never_deadlock(
    fresh_database: str, sandbox: Any, settings: Any
) -> None:
    """Every place is free again in the end, whoever was first."""
    settings.OTP_THRESHOLDS = PLENTY
    visitor = replace(device_visitor(), salon="noor")
    numbers = [f"+9665{n:04}0777" for n in range(20)]

    def sign_in(number: int) -> None:
        sent = ask(visitor, numbers[number])
        prove_as(visitor, sent, sandbox.latest_code(numbers[number]))

    assert all_at_once(20, sign_in) == {"ok": 20}
    places = RateWindow.objects.filter(action__in=("send", "phones", "mark", "newcomer"))
    assert set(places.values_list("count", flat=True)) == {0}


def codes(sandbox: Any) -> set[str]:
    return {message.code for message in sandbox.inbox(PHONE)}


def prove_as(visitor: Visitor, sent: Any, code: str) -> User:
    return verify_code(purpose="auth", code=code, visitor=visitor, challenge_id=sent.challenge_id)
