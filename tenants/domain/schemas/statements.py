"""Reading the text that pg_dump writes: one statement at a time, as a new schema needs it."""

import re

# One piece of SQL text at a time: what is in quotes or a comment can hold a semicolon. pg_dump
# writes with standard_conforming_strings, so a quote inside a string is doubled, never escaped.
PIECE = re.compile(
    r"""
      (?P<comment>--[^\n]*\n?)
    | (?P<meta>^\\[^\n]*\n?)                  # psql's own commands: \restrict
    | '(?:[^']|'')*'
    | "(?:[^"]|"")*"
    | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$
    | (?P<end>;)
    | [^-'"$;\\]+ | .
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
# What sets the session of a restore, and the schema itself: the function that runs the rest
# decides both.
SESSION = re.compile(r"(SET |SELECT pg_catalog\.set_config\(|CREATE SCHEMA )")
IDENTITY = re.compile(
    r"ALTER TABLE (?:ONLY )?(?P<table>\S+) ALTER COLUMN (?P<column>\S+)"
    r" ADD (?P<identity>GENERATED .+)",
    re.DOTALL,
)


class UnreadableDump(ValueError):
    """The text is not what this module knows how to turn into a new schema."""


def split_statements(text: str) -> list[str]:
    """Return the statements of a dump without comments, session settings and semicolons."""
    statements, current = [], ""
    for piece in PIECE.finditer(text):
        if piece["end"]:
            statements.append(current.strip())
            current = ""
        elif piece["comment"] is None and piece["meta"] is None:
            current += piece[0]
    if current.strip():
        raise UnreadableDump(f"the dump ends inside a statement: {current.strip()[:80]}")
    return [statement for statement in statements if not SESSION.match(statement)]


def inline_identities(statements: list[str]) -> list[str]:
    """Return the statements with every identity in its ``CREATE TABLE``.

    pg_dump makes the column first and its identity by a later ``ALTER TABLE``, which a
    distributed PostgreSQL refuses. Name and parameters of the sequence stay as they were dumped.

    Raises UnreadableDump where a column or its table is not in the statements.
    """
    result: list[str] = []
    places: dict[str, int] = {}
    for statement in statements:
        identity = IDENTITY.fullmatch(statement)
        if identity is None:
            if statement.startswith("CREATE TABLE "):
                places[statement.split(" ", 3)[2]] = len(result)
            result.append(statement)
            continue
        place = places.get(identity["table"])
        if place is None:
            raise UnreadableDump(f"no table for: {statement[:80]}")
        result[place] = _with_identity(result[place], identity["column"], identity["identity"])
    return result


def _with_identity(table: str, column: str, identity: str) -> str:
    """Return the ``CREATE TABLE`` with the identity at its column: ``id bigint NOT NULL …``."""
    lines = table.split("\n")
    places = [n for n, line in enumerate(lines) if line.startswith(f"    {column} ")]
    if len(places) != 1:
        raise UnreadableDump(f"no column {column!r} for an identity in: {table[:80]}")
    line = lines[places[0]]
    comma = "," if line.endswith(",") else ""
    lines[places[0]] = f"{line.removesuffix(',')} {' '.join(identity.split())}{comma}"
    return "\n".join(lines)


def check_qualifier(statements: list[str], schema: str) -> None:
    """Raise UnreadableDump where ``schema`` is anything but the qualifier of a name.

    It is replaced by a salon's name, which may have to be quoted: in a text that would show.
    """
    stray = re.compile(rf"(?<![\w.]){re.escape(schema)}(?!\.[\w\"])|\w{re.escape(schema)}")
    for statement in statements:
        if found := stray.search(statement):
            around = statement[max(0, found.start() - 40) : found.end() + 40]
            raise UnreadableDump(f"{schema} is not a qualifier in: {around!r}")
