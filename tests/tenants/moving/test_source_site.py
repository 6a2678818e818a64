"""After the move the source is closed to everybody, does nothing more, and can be emptied."""

import pytest
from celery.exceptions import Reject
from django.db import connection
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from foundation.tasks import SCHEMA_HEADER
from notifications.tasks import send_message
from tenants.models import Tenant
from tenants.moving.errors import NotArrived
from tenants.moving.finish import finish_move
from tenants.moving.registration import find_salon
from tenants.moving.work import move_salon
from tests.clients import client_of
from tests.tenants.moving.cells import as_superuser
from tests.tenants.moving.full_salon import OWNER
from tests.tenants.moving.states import state_of

HOST = "noor.localhost"


@pytest.fixture
def moved(cells, salon):
    """The connection is in the source, which noor has left."""
    move_salon(cells.order())
    return salon


def test_pages_say_that_the_salon_is_moving(moved):
    clients = [client_of(user, HOST) for user in (None, User.objects.get(phone_number=OWNER))]
    for client in clients:
        for path in ("/", "/ar/", "/en/book/", "/manage/", "/ar/account/login/"):
            answer = client.get(path)
            assert (answer.status_code, answer["Retry-After"]) == (503, "300")
            assert "is moving" in answer.content.decode()


def test_api_says_so_in_its_own_words(moved):
    answer = Client(HTTP_HOST=HOST).post("/api/appointments/", {}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (503, "salon_moved")
    assert answer["Retry-After"] == "300"


def test_other_salons_of_the_source_answer(moved):
    assert Client(HTTP_HOST="reem.localhost").get("/ar/").status_code == 200


def test_task_that_still_waits_in_the_queue_is_dropped(moved, sandbox):
    connection.set_tenant(find_salon("noor"))
    send_message.push_request(headers={SCHEMA_HEADER: "noor"})
    try:
        with pytest.raises(Reject):
            send_message(moved.message.pk)
    finally:
        send_message.pop_request()
    assert sandbox.inbox() == []


def test_move_is_in_the_log_of_the_platform(moved, cells):
    entry = AuditEntry.objects.filter(additional_data__verb="moved").get()
    assert entry.object_repr == "noor"
    assert entry.additional_data["reason"].startswith(f"{cells.target}@")


def test_finish_leaves_nothing_of_the_salon_and_all_of_the_rest(moved, cells):
    before = state_of(cells.source, without="noor")
    target = state_of(cells.target)
    people = User.objects.count()
    assert finish_move(cells.order()) > 700
    after = state_of(cells.source)
    assert after.pop("audit_auditentry public") > before.pop("audit_auditentry public")
    assert (after, state_of(cells.target), User.objects.count()) == (before, target, people)
    assert list(cells.source_media.iterdir()) == []
    assert Client(HTTP_HOST=HOST).get("/ar/").status_code == 404


def test_finish_takes_the_archives_that_stayed_behind(moved, cells, settings, tmp_path):
    settings.EXPORT_ROOT = str(tmp_path / "exports")
    folder = tmp_path / "exports" / str(find_salon("noor").uuid)
    folder.mkdir(parents=True)
    (folder / "noor.zip").write_bytes(b"all")
    finish_move(cells.order())
    assert not folder.exists()


def test_finish_leaves_the_log_under_its_policy(moved, cells):
    finish_move(cells.order())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE oid = 'audit_auditentry'::regclass"
        )
        assert cursor.fetchone() == (True,)


def test_finish_before_the_move_is_refused(cells, salon):
    before = state_of(cells.source)
    with pytest.raises(NotArrived):
        finish_move(cells.order())
    assert state_of(cells.source) == before


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM billing_refund WHERE schema_name = 'noor'",
        "DELETE FROM audit_auditentry WHERE id = (SELECT max(id) FROM audit_auditentry"
        " WHERE schema_name = 'noor')",
        "UPDATE tenants_tenant SET move_id = gen_random_uuid() WHERE schema_name = 'noor'",
    ],
    ids=["money", "log", "another move"],
)
def test_finish_is_refused_while_something_is_missing_there(moved, cells, loss):
    with as_superuser(cells.target) as db:
        db.execute(loss)
    before = state_of(cells.source)
    with pytest.raises(NotArrived):
        finish_move(cells.order())
    assert (state_of(cells.source), Tenant.objects.filter(schema_name="noor").exists()) == (
        before,
        True,
    )


def test_finish_is_refused_while_a_file_is_missing_there(moved, cells):
    file = next(path for path in cells.target_media.rglob("*.*") if path.is_file())
    file.write_bytes(b"other")
    with pytest.raises(NotArrived):
        finish_move(cells.order())
    assert len([path for path in cells.source_media.rglob("*.*") if path.is_file()]) == 2
