"""Statements that go together are as if they went one by one; so are rows."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from booking.models import DueJob
from foundation.prepared import PreparedStatement
from foundation.together import Statement, send_together
from foundation.writing import MOST_PREPARED, Write, changed, new, write_together
from tests.booking.conftest import NOW

DOUBLE = PreparedStatement("tests_double", "SELECT %(number)s * 2", {"number": "int"})


@pytest.fixture
def in_salon(in_noor):
    """Have the connection set to the salon: that is a query of its own."""
    DueJob.objects.exists()


def job(key):
    return DueJob(kind="tests", key=key, due_at=NOW)


def test_statements_are_one_query_and_answer_by_their_names(in_salon):
    statements = [
        Statement("text", "SELECT %s || '!'", ["a"]),
        Statement.of("double", DOUBLE, {"number": 4}),
        Statement("nothing", "SET LOCAL lock_timeout = 100"),
        Statement("none", "SELECT 1 WHERE false"),
    ]
    with CaptureQueriesContext(connection) as captured:
        found = send_together(statements)
    assert (found, len(captured)) == (
        {"text": [("a!",)], "double": [(8,)], "nothing": [], "none": []},
        1,
    )


def test_nothing_to_send_sends_nothing(in_noor, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert send_together([]) == {}


def test_each_statement_sees_what_the_ones_before_it_did(in_noor):
    count = Statement("count", "SELECT count(*) FROM booking_duejob WHERE kind = 'tests'")
    found = send_together([new([job("a"), job("b")]).statement, count])
    assert found["count"] == [(2,)]


def test_rows_are_written_in_one_query_and_know_their_keys(in_salon):
    first, other = job("a"), job("b")
    with CaptureQueriesContext(connection) as captured:
        write_together([new([first]), new([other])])
    assert [first.pk, other.pk] == list(DueJob.objects.order_by("key").values_list("pk", flat=True))
    assert (first._state.adding, first.schema_name, len(captured)) == (False, "noor", 1)


def test_changed_row_keeps_its_other_fields(in_noor):
    row = DueJob.objects.create(kind="tests", key="a", due_at=NOW, attempts=1)
    row.attempts, row.key = 2, "b"
    write_together([changed(row, "attempts")])
    row.refresh_from_db()
    assert (row.attempts, row.key) == (2, "a")


def test_change_of_a_row_that_is_gone_is_an_error(in_noor):
    row = DueJob.objects.create(kind="tests", key="a", due_at=NOW)
    DueJob.objects.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError, match="was not there"):
        write_together([changed(row, "attempts")])


def test_refusal_writes_nothing_of_it(in_noor):
    with pytest.raises(IntegrityError, match="booking_duejob_once"), transaction.atomic():
        write_together([new([job("a")]), new([job("b")]), new([job("a")])])
    assert not DueJob.objects.filter(kind="tests").exists()


def test_statement_without_rows_goes_along(in_noor):
    row = DueJob.objects.create(kind="tests", key="a", due_at=NOW)
    gone = Statement("", "DELETE FROM booking_duejob WHERE id = %s", [row.pk])
    write_together([Write(gone), new([job("a")])])
    assert DueJob.objects.get(kind="tests").pk != row.pk


def test_row_that_is_there_is_changed_instead(in_noor):
    write_together([new([job("a")])])
    later = DueJob(kind="tests", key="a", due_at=NOW + timedelta(hours=1))
    unique = ("schema_name", "kind", "key")
    write_together([new([later], unique=unique, instead=("due_at",))])
    assert [each.due_at for each in DueJob.objects.filter(kind="tests")] == [later.due_at]


def test_many_rows_are_written_without_a_plan_of_their_own(in_noor):
    rows = [job(str(number)) for number in range(MOST_PREPARED + 1)]
    write = new(rows)
    write_together([write])
    assert (write.statement.prepared, DueJob.objects.filter(kind="tests").count()) == (None, 4)
