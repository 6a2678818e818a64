"""Tags of customers: a word or two that the salon chooses itself."""

from collections.abc import Iterable

from django.db import connection

from booking.errors import TagTooLong, TooManyTags
from foundation.tenancy.models import current_schema_name

MOST_TAGS = 20
LONGEST_TAG = 30
# Those of a salon, the most used first.
TAGS_SQL = """
    SELECT tag FROM booking_customerrecord, unnest(tags) AS tag
     WHERE schema_name = %s GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s
"""
OFFERED_TAGS = 100


def normalised_tags(typed: Iterable[str]) -> list[str]:
    """Return tags as they are kept: single spaces, no ``#``, each once whatever its case.

    The first spelling stays. Raises TooManyTags, TagTooLong.
    """
    words = (" ".join(each.replace("#", " ").split()) for each in typed)
    tags = list({word.casefold(): word for word in reversed([*words]) if word}.values())[::-1]
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise TagTooLong(param="tags")
    if len(tags) > MOST_TAGS:
        raise TooManyTags(param="tags")
    return sorted(tags, key=str.casefold)


def tags_of_salon() -> list[str]:
    """Return the tags that the current salon uses, the most used first."""
    with connection.cursor() as cursor:
        cursor.execute(TAGS_SQL, [current_schema_name(), OFFERED_TAGS])
        return [tag for (tag,) in cursor.fetchall()]
