"""Background work reaches the salon that it was sent for, or does not run."""

import threading

import pytest
from celery import shared_task
from celery.exceptions import Reject
from django.db import connection, transaction
from django_tenants.utils import schema_context

from config.celery import app
from config.pgtenant.base import SchemaMissing
from foundation.tasks import SCHEMA_HEADER, SalonTask, enqueue


@shared_task(base=SalonTask, name="tests.where")
def where():
    return connection.schema_name


@shared_task(base=SalonTask, name="tests.counts")
def counts():
    from salons.models import Service

    Service.objects.count()
    return connection.schema_name


@shared_task(base=SalonTask, name="tests.fails")
def fails():
    with schema_context("public"):
        raise RuntimeError


@shared_task(base=SalonTask, name="tests.meets")
def meets(meeting):
    """Wait for the other salon's task in the middle of this one."""
    meeting.wait()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    meeting.wait()
    return schema, connection.schema_name


@pytest.fixture
def sent(monkeypatch):
    """What leaves for the broker, seen at its edge."""
    calls = []
    monkeypatch.setattr(
        type(app), "send_task", lambda app, name, args=(), **o: calls.append((name, o["headers"]))
    )
    return calls


def test_task_is_sent_after_commit_for_the_salon_of_the_call(
    noor, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic(), schema_context("noor"):
            enqueue(where)
        assert sent == []
    assert sent == [("tests.where", {SCHEMA_HEADER: "noor"})]


def test_task_of_a_rolled_back_change_is_not_sent(noor, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        enqueue(where)
        transaction.set_rollback(True)
    assert sent == []


def test_queue_that_is_down_is_logged_and_harmless(
    noor, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def down(*args, **options):
        raise ConnectionError

    monkeypatch.setattr(type(app), "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(where)
    assert "could not queue tests.where" in caplog.text


def test_task_runs_in_its_salon_and_leaves_the_connection_as_it_was(noor):
    task = app.tasks["tests.where"]
    assert task.apply(headers={SCHEMA_HEADER: "noor"}).get() == "noor"
    assert connection.schema_name == "public"


def test_task_for_a_vanished_salon_does_not_run(noor):
    task = app.tasks["tests.where"]
    task.push_request(headers={SCHEMA_HEADER: "vanished"})
    try:
        with pytest.raises(Reject):
            task()
    finally:
        task.pop_request()


def test_every_task_of_ours_is_bound_to_its_salon():
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert [task.name for task in ours if not isinstance(task, SalonTask)] == []


def test_task_for_an_erased_salon_does_not_run(fresh_database):
    """The registry still knows it, its schema is gone."""
    from foundation.tenancy.roles import owner_connection

    with owner_connection(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA reem CASCADE")
    result = app.tasks["tests.counts"].apply(headers={SCHEMA_HEADER: "reem"})
    assert isinstance(result.result, SchemaMissing | Reject)
    connection.close()
    assert app.tasks["tests.counts"].apply(headers={SCHEMA_HEADER: "noor"}).get() == "noor"


@pytest.mark.parametrize("start", ["public", "reem"])
@pytest.mark.parametrize("name", ["tests.where", "tests.fails"])
def test_task_leaves_the_connection_as_it_found_it(noor, reem, start, name):
    with schema_context(start):
        app.tasks[name].apply(headers={SCHEMA_HEADER: "noor"})
        assert connection.schema_name == start
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema(), current_setting('app.tenant')")
            assert cursor.fetchone() == (start, start)


def test_tasks_of_two_salons_side_by_side_stay_apart(fresh_database):
    meeting, seen = threading.Barrier(2, timeout=20), {}

    def work(schema):
        try:
            task = app.tasks["tests.meets"]
            for _round in range(5):
                both = task.apply([meeting], headers={SCHEMA_HEADER: schema}).get()
                seen.setdefault(schema, set()).add(both)
            seen[schema].add(connection.schema_name)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[schema]) for schema in ("noor", "reem")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {"noor": {("noor", "noor"), "public"}, "reem": {("reem", "reem"), "public"}}
