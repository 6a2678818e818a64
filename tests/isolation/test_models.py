"""Every model: what keeps its rows to their salon, asked of the database itself."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django_tenants.utils import schema_context

from foundation.tenancy.checks import shared_labels
from foundation.tenancy.models import TenantOwnedModel
from tests.isolation.canaries import PRIVATE, PUBLIC, own_rows, salon_models

OWNED = [model for model in apps.get_models() if issubclass(model, TenantOwnedModel)]
LOCAL = [model for model in salon_models() if not issubclass(model, TenantOwnedModel)]
# Shared tables that belong to no salon, each with the reason.
OF_NO_SALON = {
    "tenants.Tenant": "the registry of salons itself",
    "tenants.Domain": "which host leads where; asked before a salon is known",
    "tenants.SalonMembership": "who works where, read across salons at sign-in",
    "tenants.SchemaTemplate": "the text that salons are made from",
    "accounts.User": "one person, many salons",
    "accounts.Session": "bound to a host by its own column",
    "accounts.OTPChallenge": "a code for a number, bound to a host",
    "accounts.PhoneAuthState": "wrong codes of a number, counted across salons",
    "accounts.RateWindow": "limits that hold across salons",
    "accounts.SignInTicket": "carries a person from host to host",
    "accounts.SpentToken": "an ID token that was used, of no salon",
    "accounts.RefreshToken": "renews an app's session, bound to a host",
    "accounts.Device": "a browser or app, whoever uses it",
    "accounts.DeviceUser": "who has proved her phone on it",
    "accounts.PhoneHistory": "numbers that a person no longer has",
    "accounts.CountryPolicy": "where the platform sends codes",
    "accounts.AddressAllowance": "networks of many honest people",
    "accounts.SendLedger": "what codes cost the platform",
    "accounts.AuthEvent": "the log of the doors, read by platform admins only",
    "account.EmailAddress": "allauth's, kept empty",
    "account.EmailConfirmation": "allauth's, kept empty",
    "socialaccount.SocialApp": "allauth's, kept empty: providers come from the environment",
    "socialaccount.SocialToken": "allauth's, kept empty",
    "socialaccount.SocialAccount": "an identity of one person, many salons",
    "mfa.Authenticator": "a second factor of one person, many salons",
    "booking.CalendarFeed": "one person's calendar of her visits at every salon",
    "notifications.DirectMessage": "news of a person's own account, of no salon",
    "admin.LogEntry": "what platform admins did",
    "contenttypes.ContentType": "one number per model everywhere",
}
READ_BY_ALL = {"tenants.DirectoryListing": "what the platform's directory shows"}
UNIQUE_FIRST_COLUMNS_SQL = """
    SELECT i.indexrelid::regclass::text, a.attname
      FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indrelid = %s::regclass AND (i.indisunique OR i.indisexclusion) AND NOT i.indisprimary
"""
KEYS_TO_OWNED_SQL = """
    SELECT c.conname, (SELECT attname FROM pg_attribute
                        WHERE attrelid = c.conrelid AND attnum = c.conkey[1])
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
     WHERE c.conrelid = %s::regclass AND c.contype = 'f' AND t.relrowsecurity
"""
named = {"ids": lambda model: model._meta.label}


def rows(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def table(model):
    return f"public.{model._meta.db_table}"


def test_world_has_a_row_of_every_model(world):
    assert world.not_filled == {}
    with schema_context("noor"):
        assert [m._meta.label for m in salon_models() if not own_rows(m).exists()] == []


def test_shared_model_without_salon_is_on_the_list():
    shared = shared_labels()
    unowned = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in shared and not issubclass(model, TenantOwnedModel)
    }
    assert unowned == set(OF_NO_SALON)


@pytest.mark.parametrize("model", OWNED, **named)
def test_shared_table_is_shaped_by_its_salon(world, model):
    security = "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass"
    assert rows(security, table(model)) == [(True, True)]
    firsts = dict(rows(UNIQUE_FIRST_COLUMNS_SQL, table(model)))
    assert {index: column for index, column in firsts.items() if column != "schema_name"} == {}
    keys = dict(rows(KEYS_TO_OWNED_SQL, table(model)))
    assert {key: column for key, column in keys.items() if column != "schema_name"} == {}


@pytest.mark.parametrize("model", OWNED, **named)
def test_rows_of_a_do_not_exist_for_b(world, model):
    with schema_context("reem"):
        count = f"SELECT count(*) FROM {table(model)} WHERE schema_name = 'noor'"
        assert (rows(count)[0][0] > 0) is (model._meta.label in READ_BY_ALL)
        for change in (
            f"UPDATE {table(model)} SET schema_name = 'reem' WHERE schema_name = 'noor'",
            f"DELETE FROM {table(model)} WHERE schema_name = 'noor'",
        ):
            assert attempted(change) in (0, "InsufficientPrivilege")


@pytest.mark.parametrize("model", OWNED, **named)
def test_row_is_neither_written_for_nor_moved_to_another_salon(world, model):
    with schema_context("noor"):
        copy = rows(f"SELECT to_jsonb(row) FROM {table(model)} row WHERE schema_name = 'noor'")[0][
            0
        ]
        moved = attempted(f"UPDATE {table(model)} SET schema_name = 'reem'")
    insert = (
        f"INSERT INTO {table(model)} SELECT * FROM jsonb_populate_record(NULL::{table(model)}, %s)"
    )
    with schema_context("reem"):
        inserted = attempted(insert, copy)
    assert (moved, inserted) == ("InsufficientPrivilege", "InsufficientPrivilege")


def attempted(sql, *parameters):
    """Return how many rows it changed or the name of the refusal; undo it."""
    try:
        with transaction.atomic():
            changed = rows(sql, *parameters)
            transaction.set_rollback(True)
            return changed
    except DatabaseError as error:
        return type(error.__cause__).__name__


@pytest.mark.parametrize("model", LOCAL, **named)
def test_salons_own_table_has_no_text_of_another(world, model):
    name = model._meta.db_table
    search = f'SELECT count(*) FROM "{name}" row WHERE row::text ~ %s'
    with schema_context("reem"):
        assert rows(search, f"{PRIVATE}|{PUBLIC}") == [(0,)]
        assert rows("SELECT to_regclass(%s)::text", f"reem.{name}") == [(name,)]
