"""Nobody learns from body, status or time whether a number is known."""

import re
import statistics
import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.accounts.callers import NOOR, PLENTY, Caller, app_caller, wrong

pytestmark = pytest.mark.integration

KINDS: dict[str, dict[str, Any] | None] = {
    "unknown": None,
    "unverified": {"is_phone_verified": False, "phone_verified_at": None},
    "known": {},
    "inactive": {"is_active": False},
    "admin": {"is_superuser": True, "is_staff": True},
}
NUMBERS = {kind: f"+96651{index}000777" for index, kind in enumerate(KINDS)}
# Of the whole request: salon, transaction and, after a right code, the new session and what
# renews it included.
REQUEST_QUERIES = 17
VERIFY_QUERIES = 34
WRONG_QUERIES = 16


@pytest.fixture
def app(make_person: Any, sandbox: Any, settings: Any) -> Caller:
    """An app at a salon; one number of each kind is ready."""
    settings.OTP_THRESHOLDS = PLENTY
    for kind, fields in KINDS.items():
        if fields is not None:
            make_person(NUMBERS[kind], **fields)
    return app_caller(NOOR, sandbox)


def shapes(act: Any) -> list[str]:
    """Return the statements that ``act`` runs, without their values."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    masked = [
        re.sub(r"'[^']*'|\b\d+\b|ARRAY\[[^]]*\]|\"s\d+_x\d+\"", "?", query["sql"])
        for query in queries
    ]
    return [re.sub(r"\s+", " ", sql) for sql in masked]


def ask(app: Caller, kind: str) -> Any:
    return app.request(NUMBERS[kind])


def test_request_answers_the_same(app: Caller) -> None:
    answers = {kind: ask(app, kind) for kind in KINDS}
    for answer in answers.values():
        assert answer.json().pop("challenge_id")
    seen = {
        kind: (a.status_code, {**a.json(), "challenge_id": ""}, sorted(a.headers))
        for kind, a in answers.items()
    }
    assert [kind for kind in KINDS if seen[kind] != seen["known"]] == []


def test_request_does_the_same_work(app: Caller) -> None:
    ask(app, "known")
    work = {kind: shapes(lambda kind=kind: ask(app, kind)) for kind in KINDS}
    assert [kind for kind in KINDS if work[kind] != work["known"]] == []
    assert len(work["known"]) == REQUEST_QUERIES


def test_wrong_code_answers_the_same_by_the_same_work(app: Caller) -> None:
    work, bodies = {}, {}
    for kind, number in NUMBERS.items():
        challenge_id = ask(app, kind).json()["challenge_id"]
        code = wrong(app.code(number))

        def guess(kind: str = kind, challenge_id: str = challenge_id, code: str = code) -> None:
            answer = app.verify(challenge_id=challenge_id, code=code)
            bodies[kind] = (answer.status_code, answer.json())

        work[kind] = shapes(guess)
    assert [kind for kind in KINDS if work[kind] != work["known"]] == []
    assert [kind for kind in KINDS if bodies[kind] != bodies["known"]] == []
    assert len(work["known"]) == WRONG_QUERIES


def test_sign_in_takes_so_many_statements(app: Caller) -> None:
    challenge_id = ask(app, "known").json()["challenge_id"]
    code = app.code(NUMBERS["known"])
    assert len(shapes(lambda: app.verify(challenge_id=challenge_id, code=code))) == VERIFY_QUERIES


def test_request_takes_a_similar_time(app: Caller) -> None:
    """Interleaved, so that a busy machine slows all of them; generous, so that it may."""
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for turn in range(16):
        User.objects.filter(phone_number=NUMBERS["unknown"]).exists()
        for kind in KINDS:
            number = f"+96653{turn:02}00777" if kind == "unknown" else NUMBERS[kind]
            started = time.perf_counter()
            app.request(number)
            times[kind].append(time.perf_counter() - started)
    # Of the quiet half: what else the machine does only ever adds.
    medians = [statistics.median(sorted(each)[:8]) for each in times.values()]
    assert max(medians) < 1.5 * min(medians)


@pytest.mark.parametrize("rule", ["phone_sends", "address_sends", "address_phones"])
def test_limits_refuse_all_kinds_alike(app: Caller, settings: Any, rule: str) -> None:
    settings.OTP_THRESHOLDS = PLENTY | {rule: ((1, 600),)}
    first, seen = ("unknown" if rule != "phone_sends" else None), {}
    if first:
        ask(app, first)
    for kind in KINDS:
        if not first:
            ask(app, kind)
        if kind != first or rule != "address_phones":
            seen[kind] = (ask(app, kind).status_code, ask(app, kind).json()["code"])
    assert set(seen.values()) == {(429, "throttled")}
