"""Statements that are planned once: the right salon's answer whatever came before."""

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context

from foundation.prepared import PreparedStatement
from salons.models import SalonProfile

NAMES = PreparedStatement(
    "tests_profile_names",
    "-- A comment, with $1 in it.\nSELECT name_en || %(more)s FROM salons_salonprofile",
    {"more": "text"},
)


def names():
    return [name for (name,) in NAMES.fetchall({"more": "!"})]


def test_prepared_statement_answers_for_the_salon_of_the_moment(noor, reem):
    expected = []
    for salon in ("noor", "reem"):
        with schema_context(salon):
            SalonProfile.load()
            SalonProfile.objects.update(name_en=salon)
            expected.append([f"{salon}!"])
    found = []
    for salon in ("noor", "reem", "noor"):
        with schema_context(salon):
            found.append(names())
    assert found == [*expected, expected[0]]


def test_prepared_statement_is_one_query_each_time(in_noor):
    SalonProfile.load()  # the connection is set to the salon
    with CaptureQueriesContext(connection) as first:
        names()
    with CaptureQueriesContext(connection) as second:
        names()
    assert (len(first), len(second)) == (1, 1)
    [planned] = _statements()
    assert planned[0].startswith("PREPARE tests_profile_names (text) AS")


def test_prepared_statement_keeps_one_plan_for_all_parameters(in_noor):
    for number in range(3):
        NAMES.fetchall({"more": str(number)})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans > 0, custom_plans FROM pg_prepared_statements"
            " WHERE name = 'tests_profile_names'"
        )
        assert cursor.fetchone() == (True, 0)


def test_prepared_statement_with_an_error_is_the_orms_error(in_noor):
    broken = PreparedStatement("tests_broken", "SELECT nothing_of_that_name", {})
    with pytest.raises(ProgrammingError, match="nothing_of_that_name"):
        broken.fetchall({})


def _statements():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement FROM pg_prepared_statements WHERE name = 'tests_profile_names'"
        )
        return cursor.fetchall()
