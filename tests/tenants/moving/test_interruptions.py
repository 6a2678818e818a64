"""A process that is killed at any step leaves one working salon, and the next run goes on."""

import os
import signal
from pathlib import Path

import pytest
from django.db import connection

from foundation.errors import NotFound
from tenants.models import Tenant
from tenants.moving.errors import AlreadyArrived, NotMovable
from tenants.moving.finish import finish_move
from tenants.moving.registration import find_salon
from tenants.moving.work import abort_move, move_salon
from tests.tenants.moving.meaning import meaning_of_noor

BEFORE_COMMIT = ("checked", "media", "read_only", "people", "schema", "rows", "compared", "filled")
# From here on the salon only reads in the source.
IN_WINDOW = BEFORE_COMMIT[2:]
AFTER_COMMIT = ("committed", "closed")


def killed_at(step, work, order):
    """Run ``work`` in a process that dies of SIGKILL once ``step`` is done."""

    def die(done):
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    connection.close()
    child = os.fork()
    if child == 0:
        try:
            work(order(tell=die))
        finally:
            os._exit(3)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    connection.close()


def where_it_works(cells):
    """Return the sides on which noor is registered, takes writes and is not closed."""
    works = Tenant.objects.filter(schema_name="noor", is_read_only=False, moved_at__isnull=True)
    found = ["source"] if works.exists() else []
    with cells.in_target():
        return found + (["target"] if works.exists() else [])


@pytest.mark.parametrize("step", BEFORE_COMMIT)
def test_killed_before_the_commit_leaves_no_trace_in_the_target(cells, salon, step):
    before = meaning_of_noor()
    killed_at(step, move_salon, cells.order)
    assert where_it_works(cells) == ([] if step in IN_WINDOW else ["source"])
    with cells.in_target():
        assert not Tenant.objects.filter(schema_name="noor").exists()
    move_salon(cells.order())
    assert where_it_works(cells) == ["target"]
    with cells.in_target():
        assert meaning_of_noor() == before


@pytest.mark.parametrize("step", ["media", "filled"])
def test_abort_after_a_kill_opens_the_salon_where_it_was(cells, salon, step):
    before = meaning_of_noor()
    killed_at(step, move_salon, cells.order)
    abort_move(cells.order())
    assert where_it_works(cells) == ["source"]
    assert find_salon("noor").move_id is None
    assert list(Path(cells.target_media).iterdir()) == []
    assert meaning_of_noor() == before


@pytest.mark.parametrize("step", AFTER_COMMIT)
def test_killed_after_the_commit_is_completed_and_cannot_be_aborted(cells, salon, step):
    killed_at(step, move_salon, cells.order)
    assert where_it_works(cells) == ["target"]
    with pytest.raises(AlreadyArrived):
        abort_move(cells.order())
    assert move_salon(cells.order()).had_arrived
    assert (where_it_works(cells), find_salon("noor").moved_at is None) == (["target"], False)


@pytest.mark.parametrize("step", ["safe", "files_removed", "dropped"])
def test_finish_goes_on_after_a_kill(cells, salon, step):
    move_salon(cells.order())
    killed_at(step, finish_move, cells.order)
    if step == "dropped":
        with pytest.raises(NotFound):
            finish_move(cells.order())
    else:
        finish_move(cells.order())
    assert (where_it_works(cells), list(cells.source_media.iterdir())) == (["target"], [])
    assert not Tenant.objects.filter(schema_name="noor").exists()


def test_second_move_of_a_moved_salon_changes_nothing(cells, salon):
    move_salon(cells.order())
    moved_at = find_salon("noor").moved_at
    assert move_salon(cells.order()).had_arrived
    assert find_salon("noor").moved_at == moved_at


def test_moved_salon_is_not_moved_elsewhere(cells, salon):
    move_salon(cells.order())
    with cells.in_target():
        Tenant.objects.filter(schema_name="noor").update(move_id=None)
    with pytest.raises(NotMovable):
        move_salon(cells.order())
