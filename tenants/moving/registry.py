"""What higher apps know about their columns and a move has to: references inside of values.

Foreign keys, content types with their object ids and numbered rows are found by introspection;
registered is only what no field tells of.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model

Row = Mapping[str, str | None]


class Ids(Protocol):
    """The ids of the target for those of the source."""

    def id(self, model: type[Model], old: str) -> str:
        """Return the id there of the row that has ``old`` here."""

    def host(self, name: str) -> str:
        """Return the salon's host there."""

    def model(self, content_type: str | None) -> type[Model] | None:
        """Return the model of a content type's id here."""


@dataclass(frozen=True)
class ValueChange:
    """``change`` gets a value that is not NULL, the whole row as texts and the ids."""

    change: Callable[[Any, Row, Ids], Any]
    is_json: bool


CHANGES: dict[tuple[str, str], ValueChange] = {}
# Labels of models whose rows are of a browser at work, not of the salon.
LEFT_BEHIND: set[str] = set()


def register_text(label: str, column: str, change: Callable[[str, Row, Ids], str | None]) -> None:
    """Rewrite a column of the model ``label``, given as PostgreSQL writes its values."""
    CHANGES[label, column] = ValueChange(change, is_json=False)


def register_json(label: str, column: str, change: Callable[[Any, Row, Ids], Any]) -> None:
    """Rewrite a JSON column of the model ``label``, given as parsed."""
    CHANGES[label, column] = ValueChange(change, is_json=True)


def leave_behind(*labels: str) -> None:
    """Keep the rows of these models of the salon's schema out of a move."""
    LEFT_BEHIND.update(labels)
