"""The hand of the tables' owner in a test's own database."""

import psycopg

from tests.database import DATABASES


def as_owner(url, statement, params=()):
    """Run one statement on the database of ``url`` as the owner of its tables; commit."""
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(DATABASES.owner_url(name), autocommit=True) as connection:
        cursor = connection.execute(statement, params)
        return cursor.fetchall() if cursor.description else None
