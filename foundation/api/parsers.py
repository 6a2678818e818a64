"""JSON input that can be stored and answered, or a clear refusal."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

NESTED = _("The body is nested too deeply.")
CHARACTERS = _("The body holds characters that cannot be stored.")
# No document of ours is deeper than three levels.
MAX_DEPTH = 20


class StorableJSONParser(JSONParser):
    """Refuses what PostgreSQL or UTF-8 cannot hold: NUL and lone surrogates, at any depth."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(NESTED) from None
        _check(data, MAX_DEPTH)
        return data


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise ParseError(NESTED)
    if isinstance(value, str) and not _is_storable(value):
        raise ParseError(CHARACTERS)
    if isinstance(value, dict):
        for key, entry in value.items():
            _check(key, depth)
            _check(entry, depth - 1)
    elif isinstance(value, list):
        for entry in value:
            _check(entry, depth - 1)


def _is_storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
