"""The states of a salon: the whole table, what each move writes, what time does."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tenants.utils import schema_context
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEntry
from notifications.models import Message
from tenants.domain.life_cycle.states import (
    activate_salon,
    extend_trial,
    mark_past_due,
    new_salon_fields,
    renew_salon,
    reopen_salon,
    resume_salon,
    suspend_salon,
    transition_salon,
)
from tenants.enums import TENANT_TRANSITIONS, TenantStatus
from tenants.errors import InvalidTransition, SalonReadOnly
from tenants.models import Tenant
from tenants.signals import salon_moved

S = TenantStatus
NOW = datetime(2030, 1, 5, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def put(tenant, status, *, next_move_at=LATER):
    Tenant.objects.filter(pk=tenant.pk).update(status=status, next_move_at=next_move_at)
    tenant.refresh_from_db()
    return tenant


def dates(tenant):
    tenant.refresh_from_db()
    return tenant.status, tenant.next_move_at, tenant.next_notice_at


@pytest.mark.parametrize("to", S)
@pytest.mark.parametrize("status", S)
def test_moves_follow_the_table(noor, status, to):
    put(noor, status)
    if to in TENANT_TRANSITIONS[status]:
        assert transition_salon(noor, to, next_move_at=LATER).status == to
    else:
        with pytest.raises(InvalidTransition):
            transition_salon(noor, to, next_move_at=LATER)
        assert dates(noor)[0] == status


VERBS = {
    activate_salon: {S.TRIAL, S.PAST_DUE},
    mark_past_due: {S.TRIAL, S.ACTIVE},
    suspend_salon: {S.TRIAL, S.ACTIVE, S.PAST_DUE},
    resume_salon: {S.SUSPENDED},
    reopen_salon: {S.CLOSED},
}


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_verbs_begin_where_their_name_says(noor, status, verb):
    put(noor, status)
    if status in VERBS[verb]:
        assert verb(noor).status != status
    else:
        with pytest.raises(InvalidTransition):
            verb(noor)
        assert dates(noor)[:2] == (status, LATER)


@given(st.lists(st.sampled_from(S), max_size=12))
def test_no_path_to_erased_passes_by_closed(path):
    status, seen = S.TRIAL, [S.TRIAL]
    for to in path:
        if to in TENANT_TRANSITIONS[status]:
            status = to
            seen.append(to)
    if S.ERASED in seen:
        assert (seen[-1], seen[-2]) == (S.ERASED, S.CLOSED)


def test_platform_itself_never_moves(noor):
    public = Tenant.objects.get(schema_name="public")
    with pytest.raises(InvalidTransition):
        suspend_salon(public)
    assert dates(public)[0] == S.ACTIVE


def test_move_is_written_into_the_salons_own_log_with_its_reason(noor):
    suspend_salon(noor, reason="unpaid")
    with schema_context("noor"):
        entry = AuditEntry.objects.latest("timestamp")
    assert (entry.changes, entry.additional_data) == (
        {"status": ["active", "suspended"]},
        {"reason": "unpaid"},
    )


def test_trial_begins_with_its_end_and_first_notice():
    assert new_salon_fields(S.TRIAL) == {
        "status": S.TRIAL,
        "next_move_at": NOW + timedelta(days=14),
        "next_notice_at": NOW + timedelta(days=7),
    }
    assert new_salon_fields(S.ACTIVE)["next_move_at"] is None


def test_extended_trial_ends_later_and_announces_it_anew(noor):
    put(noor, S.TRIAL, next_move_at=NOW + timedelta(days=2))
    extend_trial(noor, days=10, reason="asked for")
    end = NOW + timedelta(days=12)
    assert dates(noor) == (S.TRIAL, end, end - timedelta(days=7))


@pytest.mark.parametrize("days", [0, -1, 366])
def test_trial_is_not_extended_by_odd_numbers(noor, days):
    put(noor, S.TRIAL)
    with pytest.raises(InvalidTransition):
        extend_trial(noor, days=days, reason="slip")
    assert dates(noor)[1] == LATER


def test_only_trials_are_extended_and_active_salons_renewed(noor):
    put(noor, S.ACTIVE)
    with pytest.raises(InvalidTransition):
        extend_trial(noor, days=1, reason="no")
    assert renew_salon(noor, paid_until=NOW + timedelta(days=365)).next_move_at.year == 2031
    with pytest.raises(InvalidTransition):
        renew_salon(put(noor, S.TRIAL), paid_until=None)


def test_past_due_has_its_own_grace(noor):
    mark_past_due(noor)
    end = NOW + timedelta(days=14)
    assert dates(noor) == (S.PAST_DUE, end, end - timedelta(days=3))


def test_owner_is_told_of_a_move_in_her_language(noor):
    noor.memberships.get().user.__class__.objects.update(language="en")
    suspend_salon(noor)
    with schema_context("noor"):
        message = Message.objects.get(template="salon.suspended")
    assert (message.phone_number, message.language) == ("+966500000001", "en")
    assert "closed to customers" in message.text
    assert "http://noor.localhost:8000/manage/salon-account/" in message.text


def test_signal_comes_inside_the_salon_and_undoes_the_move_by_raising(noor):
    seen = []

    def receiver(sender, tenant, before, to, **kwargs):
        seen.append((connection.schema_name, tenant.status, before, to))
        raise RuntimeError

    salon_moved.connect(receiver)
    try:
        with pytest.raises(RuntimeError):
            suspend_salon(noor)
    finally:
        salon_moved.disconnect(receiver)
    assert seen == [("noor", S.SUSPENDED, S.ACTIVE, S.SUSPENDED)]
    assert dates(noor)[0] == S.ACTIVE
    assert connection.schema_name == "public"


def test_salon_that_is_being_moved_keeps_its_state(noor):
    Tenant.objects.filter(pk=noor.pk).update(is_read_only=True)
    with pytest.raises(SalonReadOnly):
        suspend_salon(noor)
    assert dates(noor)[0] == S.ACTIVE


def test_two_moves_at_once_give_one_result(fresh_database):
    noor = Tenant.objects.get(schema_name="noor")
    barrier = threading.Barrier(2)

    def attempt(_):
        try:
            barrier.wait(timeout=20)
            return suspend_salon(noor).status
        except InvalidTransition as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["invalid_transition", "suspended"]
    with schema_context("noor"):
        moves = AuditEntry.objects.filter(changes__has_key="status")
        assert moves.count() == 1
