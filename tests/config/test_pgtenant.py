"""The database backend: connections that have seen many salons, tables of one schema."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection


@pytest.fixture
def pooled(fresh_database):
    options = connection.settings_dict["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 1}}
    settings = connection.settings_dict | {"OPTIONS": options, "SALONS_PER_CONNECTION": 3}
    connections.settings["pooled"] = settings
    wrapper = connections["pooled"]
    yield wrapper
    wrapper.close()
    wrapper.close_pool()
    del connections["pooled"], connections.settings["pooled"]


def backend(wrapper, schema):
    """Return the server process that a request for this salon is served by."""
    wrapper.set_schema(schema)
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    wrapper.close()
    return pid


def test_connection_is_kept_for_few_salons_and_replaced_after_many(pooled):
    first = backend(pooled, "public")
    assert [backend(pooled, schema) for schema in ("noor", "noor", "public")] == [first] * 3
    assert backend(pooled, "reem") == first  # the third salon is its last
    second = backend(pooled, "reem")
    assert second != first
    assert backend(pooled, "noor") == second


@pytest.mark.django_db
@pytest.mark.parametrize("schema", ["public", "noor"])
def test_tables_of_a_schema_are_those_that_django_finds(schema):
    connection.set_schema(schema)
    with connection.cursor() as cursor:
        stock = DatabaseSchemaIntrospection(connection).get_table_list(cursor)
        ours = connection.introspection.get_table_list(cursor)
    assert sorted(ours, key=str) == sorted(stock, key=str)
    assert len(ours) > 30


def settings_of(wrapper, *names):
    """Ask the server's process itself, past the wrapper."""
    return [wrapper.connection.execute(f"SHOW {name}").fetchone()[0] for name in names]


def test_connection_waits_in_the_pool_as_one_of_no_salon(pooled):
    backend(pooled, "noor")
    pooled.ensure_connection()
    assert settings_of(pooled, "app.tenant", "search_path") == ["public", '"public"']


def test_request_that_begins_in_public_has_nothing_to_set(pooled):
    backend(pooled, "noor")
    pooled.set_schema("public")
    with CaptureQueriesContext(pooled) as said, pooled.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        assert cursor.fetchone() == ("public",)
    assert len(said) == 1


def test_mark_of_the_pool_does_not_outlive_a_salon(pooled):
    backend(pooled, "noor")
    for schema in ("public", "noor", "public"):
        pooled.set_schema(schema)
        with pooled.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert settings_of(pooled, "app.tenant") == [schema]


def test_undone_transaction_leaves_no_salon_behind(pooled):
    backend(pooled, "noor")
    pooled.set_schema("public")
    pooled.set_autocommit(False)
    for schema in ("noor", "public"):
        pooled.set_schema(schema)
        with pooled.cursor() as cursor:
            cursor.execute("SELECT 1")
    pooled.rollback()
    with pooled.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert settings_of(pooled, "app.tenant") == ["public"]


def test_broken_connection_is_replaced(pooled):
    first = backend(pooled, "noor")
    pooled.set_schema("noor")
    with pooled.cursor() as cursor:
        cursor.execute("SELECT 1")
    pooled.connection.close()
    pooled.close()
    assert backend(pooled, "noor") != first
