from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from booking.web.choice import Choice, format_start, parse_start

pytestmark = pytest.mark.unit
FULL = Choice(
    services=(3, 1),
    staff=7,
    day=date(2030, 1, 6),
    start=datetime(2030, 1, 6, 7, 0, tzinfo=UTC),
)


def test_choice_survives_the_address():
    assert FULL.query == ("service=3&service=1&staff=7&day=2030-01-06&start=20300106T0700Z")
    assert Choice.from_query(QueryDict(FULL.query)) == FULL


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "service=x&staff=-1&day=tomorrow&start=now",
        "service=&staff=&day=2030-13-01&start=2030-01-06T07:00",
        "service=99999999999999999999&service=0&staff=٣",
        "service=%00&day=%00&start=99999999T9999Z",
    ],
)
def test_junk_counts_as_not_chosen(junk):
    assert Choice.from_query(QueryDict(junk)) == Choice()


def test_services_are_chosen_once_and_at_most_five():
    query = QueryDict("&".join(f"service={n}" for n in (4, 4, 5, 6, 7, 8, 9)))
    assert Choice.from_query(query).services == (4, 5, 6, 7, 8)


def test_but_changes_only_what_it_is_told():
    assert FULL.but(start=None, day=None) == Choice(services=(3, 1), staff=7)


def test_start_is_the_same_instant_in_any_zone():
    assert parse_start(format_start(FULL.start)) == FULL.start
