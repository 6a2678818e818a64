from datetime import timedelta

import pytest
from django.utils import timezone

from booking import jobs
from booking.models import DueJob


@pytest.fixture
def kind(in_noor, monkeypatch):
    monkeypatch.setitem(jobs._handlers, "test", lambda key: None)
    return "test"


def left():
    return list(DueJob.objects.values_list("key", "due_at", "attempts"))


def plan(kind, *, due_in=timedelta(0)):
    due_at = timezone.now() + due_in
    jobs.schedule(kind, key="k", due_at=due_at)
    return due_at


def test_done_job_is_dropped(kind):
    plan(kind)
    jobs.run_job(kind, "k")
    assert left() == []


def test_job_that_asks_for_more_is_planned_again(kind, monkeypatch):
    again = timezone.now() + timedelta(hours=1)
    monkeypatch.setitem(jobs._handlers, kind, lambda key: again)
    plan(kind)
    jobs.run_job(kind, "k")
    assert left() == [("k", again, 0)]


def test_job_planned_anew_while_it_runs_is_kept(kind, monkeypatch):
    plan(kind)
    later = timezone.now() + timedelta(hours=2)

    def handler(key):
        jobs.schedule(kind, key=key, due_at=later)

    monkeypatch.setitem(jobs._handlers, kind, handler)
    jobs.run_job(kind, "k")
    assert left() == [("k", later, 0)]


def test_cancelled_job_does_not_run(kind, monkeypatch):
    ran = []
    monkeypatch.setitem(jobs._handlers, kind, ran.append)
    jobs.run_job(kind, "k")
    assert ran == []


def test_failed_job_comes_again_after_its_lease(kind, monkeypatch):
    plan(kind)
    assert jobs.sweep_jobs() == 1
    assert jobs.sweep_jobs() == 0

    def broken(key):
        raise RuntimeError

    monkeypatch.setitem(jobs._handlers, kind, broken)
    with pytest.raises(RuntimeError):
        jobs.run_job(kind, "k")
    [(_key, due_at, attempts)] = left()
    assert attempts == 1
    assert timedelta(seconds=50) < due_at - timezone.now() <= jobs.LEASE
