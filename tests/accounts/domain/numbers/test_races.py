"""Many at once about one number, on real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from accounts.domain.numbers.change import change_phone, request_phone_change
from accounts.domain.sign_in.assurance import note_proof
from accounts.enums import Proof
from accounts.models import PhoneHistory, User
from accounts.sessions import SessionStore
from foundation.errors import DomainError
from tests.accounts.callers import NOOR
from tests.accounts.phone_people import NEW

pytestmark = pytest.mark.integration

PEOPLE = 6


def request_of(user: User) -> Any:
    request: Any = RequestFactory().post("/", HTTP_HOST=NOOR)
    request.user, request.session = user, SessionStore()
    note_proof(request.session, Proof.CODE)
    return request


def test_one_of_many_gets_the_number(fresh_database: str, sandbox: Any, settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"phone_sends": ((100, 600),), "address_sends": ((100, 600),)}
    asked = []
    for number in range(PEOPLE):
        user = User.objects.create_user(f"+96650000070{number}")
        sent = request_phone_change(request_of(user), user, NEW)
        asked.append((user, sent.challenge_id, sandbox.latest_code(NEW)))
    barrier = Barrier(PEOPLE)

    def change(number: int) -> str:
        user, challenge_id, code = asked[number]
        barrier.wait()
        try:
            change_phone(request_of(user), user, code=code, challenge_id=challenge_id)
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(PEOPLE) as pool:
        outcomes = sorted(pool.map(change, range(PEOPLE)))
    assert outcomes.count("ok") == 1
    # Who proved the code before the first one's commit is told; later codes are void.
    assert set(outcomes) <= {"ok", "phone_taken", "invalid_code"}
    assert PhoneHistory.objects.count() == 1
    assert User.objects.get(phone_number=NEW).is_phone_verified
