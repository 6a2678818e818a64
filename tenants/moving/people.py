"""The people whom a salon's rows name: found in the target by their number, or made there.

Who is there already stays as she is: her name, her language, her rights are the target's. Who is
made brings what she told us and that her number was proved: it was proved to the same platform by
the same code, and signing in takes a new code anyway. Rights on the platform are never brought.
"""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from psycopg import sql

from tenants.moving.sides import Side, Sides

BROUGHT = (
    *("phone_number", "first_name", "last_name", "email", "language", "date_joined"),
    *("is_active", "is_phone_verified", "phone_verified_at"),
)
# Set here: no rights, no sessions to end, no password.
RESET = {"is_superuser": False, "is_staff": False, "auth_epoch": 0, "last_login": None}
PASSWORD = "password"  # noqa: S105  # the name of a column
HELD = "moving_people"


def bring_people(sides: Sides, ids: Iterable[int]) -> dict[int, int]:
    """Return old id -> id in the target of the people who exist. Inside the target's transaction.

    A number that somebody registers there at the same moment is waited for.
    """
    columns = sql.SQL(", ").join(map(sql.Identifier, BROUGHT))
    query = sql.SQL("SELECT id, {} FROM public.accounts_user WHERE id = ANY(%s) ORDER BY id")
    people = sides.source.all(query.format(columns), sorted(ids))
    _hold(sides.target, people)
    names = [*BROUGHT, *RESET, PASSWORD]
    insert = sql.SQL(
        "INSERT INTO public.accounts_user ({}) SELECT {}, {}, secret FROM {} ORDER BY old_id"
        " ON CONFLICT (phone_number) DO NOTHING"
    ).format(
        sql.SQL(", ").join(map(sql.Identifier, names)),
        columns,
        sql.SQL(", ").join(map(sql.Literal, RESET.values())),
        sql.Identifier(HELD),
    )
    sides.target.run(insert)
    found = sql.SQL(
        "SELECT h.old_id, u.id FROM {} h JOIN public.accounts_user u USING (phone_number)"
    )
    return dict(sides.target.all(found.format(sql.Identifier(HELD))))


def _hold(target: Side, people: list[tuple[object, ...]]) -> None:
    """Put the people into a table that is gone with the transaction."""
    columns = sql.SQL(", ").join(map(sql.Identifier, BROUGHT))
    name = sql.Identifier(HELD)
    target.run(
        sql.SQL(
            "CREATE TEMP TABLE {} ON COMMIT DROP AS SELECT 0::bigint AS old_id, {},"
            " password AS secret FROM public.accounts_user WITH NO DATA"
        ).format(name, columns)
    )
    copy = sql.SQL("COPY {} (old_id, {}, secret) FROM STDIN").format(name, columns)
    with target.connection.cursor().copy(copy) as out:
        for person in people:
            out.write_row((*person, make_password(None)))
