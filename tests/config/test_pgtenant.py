"""The database backend: connections that have seen many salons, tables of one schema."""

import pytest
from django.db import connection, connections
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
