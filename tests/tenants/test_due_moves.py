"""What time alone does to salons, and what their owners hear of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tenants.utils import tenant_context

from notifications.models import Message
from tenants.domain.exports.making import export_folder, make_export
from tenants.domain.life_cycle import due_moves
from tenants.domain.life_cycle.closing import close_salon
from tenants.domain.life_cycle.due_moves import sweep_moves, sweep_notices
from tenants.domain.life_cycle.states import new_salon_fields
from tenants.enums import TenantStatus
from tenants.models import SalonExport, Tenant
from tests.booking.conftest import NOW
from tests.tenants.conftest import finish_work, let_grace_pass, upload

S = TenantStatus


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def put(tenant, status, **fields):
    Tenant.objects.filter(pk=tenant.pk).update(status=status, **fields)
    tenant.refresh_from_db()
    return tenant


def state(tenant):
    tenant.refresh_from_db()
    return tenant.status


def told(tenant):
    with tenant_context(tenant):
        return list(Message.objects.order_by("pk").values_list("template", flat=True))


def test_nothing_moves_before_its_time(noor):
    put(noor, S.TRIAL, next_move_at=NOW + timedelta(seconds=1))
    assert (sweep_moves(), state(noor)) == (0, S.TRIAL)


@pytest.mark.parametrize(
    ("status", "to"), [(S.TRIAL, S.PAST_DUE), (S.ACTIVE, S.PAST_DUE), (S.PAST_DUE, S.SUSPENDED)]
)
def test_time_moves_a_salon_that_does_not_pay(noor, status, to):
    put(noor, status, next_move_at=NOW)
    assert (sweep_moves(), state(noor), sweep_moves()) == (1, to, 0)
    assert told(noor) == [f"salon.{to}"]


def test_trial_runs_out_step_by_step_and_the_owner_hears_of_each(noor, time_machine):
    put(noor, **new_salon_fields(S.TRIAL))
    for _day in range(35):
        time_machine.shift(timedelta(days=1))
        sweep_notices()
        sweep_moves()
    assert (state(noor), noor.next_move_at) == (S.SUSPENDED, None)
    assert told(noor) == [
        *("salon.trial.coming", "salon.trial.coming", "salon.past_due"),
        *("salon.past_due.coming", "salon.past_due.coming", "salon.suspended"),
    ]


def test_notice_is_given_once(noor):
    put(noor, S.TRIAL, next_move_at=NOW + timedelta(days=7), next_notice_at=NOW)
    assert (sweep_notices(), sweep_notices(), told(noor)) == (1, 0, ["salon.trial.coming"])
    noor.refresh_from_db()
    assert noor.next_notice_at == NOW + timedelta(days=6)


def test_suspended_salon_stays_until_somebody_moves_it(noor):
    put(noor, S.SUSPENDED, next_move_at=NOW - timedelta(days=400))
    assert (sweep_moves(), state(noor)) == (0, S.SUSPENDED)


def test_salon_that_is_being_moved_waits(noor):
    put(noor, S.TRIAL, next_move_at=NOW, is_read_only=True)
    assert (sweep_moves(), state(noor)) == (0, S.TRIAL)


def test_salon_that_fails_does_not_keep_the_others(noor, reem, monkeypatch, caplog):
    put(noor, S.TRIAL, next_move_at=NOW - timedelta(days=1))
    put(reem, S.ACTIVE, next_move_at=NOW)
    monkeypatch.setitem(due_moves.TIME_MOVES, S.TRIAL, lambda tenant: 1 / 0)
    assert (sweep_moves(), state(noor), state(reem)) == (1, S.TRIAL, S.PAST_DUE)
    assert noor.next_move_at == NOW + timedelta(hours=1)
    assert "could not be moved" in caplog.text


def test_closed_salon_without_archive_waits_a_day(noor, caplog):
    close_salon(noor)
    put(noor, S.CLOSED, next_move_at=NOW - timedelta(seconds=1))
    assert (sweep_moves(), state(noor)) == (0, S.CLOSED)
    assert noor.next_move_at == NOW + timedelta(days=1)
    assert "waits: not_erasable {'reasons': ['archive']}" in caplog.text


def test_sweep_costs_what_is_due(noor, reem):
    with CaptureQueriesContext(connection) as queries:
        assert (sweep_moves(), sweep_notices()) == (0, 0)
    assert len(queries) == 2


def test_closed_salon_is_erased_when_its_grace_is_over(fresh_database, folders):
    noor = Tenant.objects.get(schema_name="noor")
    picture = upload(noor, "images/photo.jpg", b"a picture")
    close_salon(noor)
    with tenant_context(noor):
        make_export(SalonExport.objects.get().pk)
        finish_work()
    assert sweep_moves() == 0
    let_grace_pass(noor)
    assert (sweep_moves(), state(noor), noor.next_move_at) == (1, S.ERASED, None)
    assert (picture.exists(), export_folder(noor).exists()) == (False, False)


def test_files_that_an_erasure_left_go_after_the_transaction(fresh_database, monkeypatch):
    seen = []
    monkeypatch.setattr(
        due_moves, "finish_erasure", lambda tenant: seen.append(connection.in_atomic_block)
    )
    noor = put(Tenant.objects.get(schema_name="noor"), S.ERASED, next_move_at=NOW)
    assert (sweep_moves(), seen, sweep_moves()) == (1, [False], 0)
    noor.refresh_from_db()
    assert noor.next_move_at == NOW + timedelta(hours=1)


def test_two_sweeps_at_once_share_the_work(fresh_database):
    Tenant.objects.exclude(schema_name="public").update(status=S.TRIAL, next_move_at=NOW)
    barrier = threading.Barrier(2)

    def sweep(_):
        try:
            barrier.wait(timeout=20)
            return sweep_moves()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(sweep, range(2))) == 2
    salons = Tenant.objects.exclude(schema_name="public")
    assert {tenant.status for tenant in salons} == {S.PAST_DUE}
    assert {tenant.next_move_at for tenant in salons} == {timezone.now() + timedelta(days=14)}
