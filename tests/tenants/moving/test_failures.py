"""What goes wrong inside the window: the salon works where it was, the target has no trace."""

import threading

import psycopg
import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from booking.models import Appointment
from notifications.models import Message
from tenants.models import Tenant
from tenants.moving import quiet
from tenants.moving.errors import CopyDiffers, OutcomeUnknown, StillSending
from tenants.moving.registration import find_salon
from tenants.moving.work import move_salon, rehearse_move
from tests.database import DATABASES
from tests.tenants.moving.cells import as_superuser
from tests.tenants.moving.states import state_of
from tests.tenants.moving.test_interruptions import where_it_works

TAMPER_SQL = """
    CREATE FUNCTION tamper() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.customer_note := ''other''; RETURN NEW; END';
    CREATE TRIGGER tamper BEFORE INSERT ON booking_appointment
        FOR EACH ROW EXECUTE FUNCTION tamper();
"""
LOSE_SQL = """
    CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER lose BEFORE INSERT ON notifications_message
        FOR EACH ROW EXECUTE FUNCTION lose();
"""


@pytest.fixture
def undone(cells, salon):
    """Assert that the failed move left both sides as they were."""
    before = state_of(cells.target)

    def check():
        assert (where_it_works(cells), find_salon("noor").move_id) == (["source"], None)
        assert state_of(cells.target) == before
        assert list(cells.target_media.iterdir()) == []

    return check


@pytest.mark.parametrize(
    ("damage", "table"),
    [(TAMPER_SQL, "booking_appointment"), (LOSE_SQL, "notifications_message")],
    ids=["changed", "lost"],
)
def test_row_that_arrives_changed_or_not_at_all_undoes_the_move(cells, undone, damage, table):
    with as_superuser(cells.target) as db:
        db.execute(damage)
    with pytest.raises(CopyDiffers) as refusal:
        move_salon(cells.order())
    assert refusal.value.data["table"] == table
    undone()


def write_at(step, cells):
    """Return what writes to noor in the source once the step is done, whatever its flag says."""

    def write(done):
        if done == step:
            with psycopg.connect(DATABASES.owner_url(cells.source)) as db:
                db.execute("SELECT set_config('app.tenant', 'noor', false)")
                db.execute("UPDATE booking_appointment SET customer_note = 'late'")

    return write


def test_write_behind_the_back_of_the_window_undoes_the_move(cells, undone):
    with pytest.raises(CopyDiffers):
        move_salon(cells.order(tell=write_at("rows", cells)))
    undone()
    with tenant_context(find_salon("noor")):
        assert set(Appointment.objects.values_list("customer_note", flat=True)) == {"late"}


def test_rehearsal_copies_and_leaves_nothing_while_the_salon_works(cells, undone):
    rehearsed = rehearse_move(cells.order(tell=write_at("rows", cells)))
    assert (rehearsed.files, rehearsed.rows > 700) == (2, True)
    undone()


@pytest.mark.parametrize("step", ["media", "read_only", "people", "filled"])
def test_connection_lost_before_the_commit_undoes_the_move(cells, undone, step):
    def cut(done):
        if done == step:
            _cut(cells)

    with pytest.raises(psycopg.Error):
        move_salon(cells.order(tell=cut))
    undone()


def _cut(cells):
    with as_superuser("postgres") as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND application_name = 'move_salon'",
            [cells.target],
        )


def test_target_that_falls_silent_leaves_the_salon_reading_until_the_next_run(cells, salon):
    def silence(done):
        if done == "filled":
            _allow(cells, False)
            _cut(cells)

    with pytest.raises(OutcomeUnknown):
        move_salon(cells.order(tell=silence))
    assert find_salon("noor").is_read_only
    _allow(cells, True)
    move_salon(cells.order())
    assert where_it_works(cells) == ["target"]


def _allow(cells, allowed):
    with as_superuser("postgres") as db:
        db.execute(f'ALTER DATABASE "{cells.target}" ALLOW_CONNECTIONS {allowed}')


def test_answer_lost_after_the_commit_opens_no_second_salon(cells, salon):
    def fail(done):
        if done == "committed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_salon(cells.order(tell=fail))
    assert where_it_works(cells) == ["target"]


def test_move_waits_for_a_message_on_its_way(cells, salon, time_machine):
    with tenant_context(find_salon("noor")):
        claim(salon.message)
    done = threading.Timer(1, finish, [salon.message.pk])
    done.start()
    move_salon(cells.order())
    done.join()
    with cells.in_target(), tenant_context(Tenant.objects.get(schema_name="noor")):
        assert Message.objects.get(deduplication_key="hello").status == "sent"


def test_message_that_never_leaves_the_hand_stops_the_move(cells, undone, salon, monkeypatch):
    monkeypatch.setattr(quiet, "WAIT", quiet.WAIT * 0)
    with tenant_context(find_salon("noor")):
        claim(salon.message)
    with pytest.raises(StillSending):
        move_salon(cells.order())
    undone()


def claim(message):
    from notifications.domain.sending import _claim
    from notifications.models import Message

    assert _claim(Message, message.pk) is not None


def finish(message_id):
    with tenant_context(find_salon("noor")):
        Message.objects.filter(pk=message_id).update(status="sent")
    connection.close()
