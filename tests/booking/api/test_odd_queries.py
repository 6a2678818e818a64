"""Any query gets an answer or a problem with a code, never a fault."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.booking.api.conftest import HOST

NUMBERS = st.one_of(
    st.sampled_from(["0", "1", "-1", "9" * 20, "1e3", "1.5", " 1", "٣", "NaN", "", "0" * 30]),
    st.integers(-5, 10**22).map(str),
)
INSTANTS = st.one_of(
    st.datetimes().map(lambda found: f"{found.isoformat()}+03:00"),
    st.sampled_from(
        ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2030-01-06", "T", "24:00"]
    ),
)
DATES = st.one_of(st.dates().map(str), st.sampled_from(["9999-12-31", "0000-00-00", "2030-W01"]))
GUESTS = st.lists(
    st.builds(":".join, st.lists(NUMBERS, max_size=4)), min_size=1, max_size=8
).map(",".join)  # fmt: skip
VALUES = st.one_of(NUMBERS, INSTANTS, DATES, GUESTS, st.text(max_size=30))
NAMES = ("date", "month", "after", "ready_by", "service", "staff", "add_on", "guest", "align")
PAIRS = st.lists(st.tuples(st.sampled_from((*NAMES, "order", "start")), VALUES), max_size=12)


@pytest.mark.parametrize("path", ["", "days/", "next/"])
def test_any_query_is_answered_or_refused_with_a_code(catalogue, path):
    client, pk = Client(HTTP_HOST=HOST), str(catalogue.service.pk)
    known = [("service", pk), ("date", "2030-01-06"), ("month", "2030-01")]

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(PAIRS, st.booleans())
    def ask(pairs, sensible_too):
        pairs = [*(known if sensible_too else ()), *pairs]
        query = urlencode([(name, value.encode("utf-8", "replace")) for name, value in pairs])
        answer = client.get(f"/api/availability/{path}?{query}")
        assert answer.status_code in (200, 400), (query, answer.content)
        if answer.status_code == 400:
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["code"]

    ask()


@pytest.mark.parametrize("path", ["", "days/", "next/", "why/"])
@pytest.mark.parametrize("query", ["service=%00", "service=1&" * 3000, "%ff=%ff", "service=\x00"])
def test_unreadable_query_is_a_problem(catalogue, path, query):
    answer = Client(HTTP_HOST=HOST).get(f"/api/availability/{path}?{query}")
    assert answer["Content-Type"] == "application/problem+json"
    refusals = [(400, "malformed"), (400, "invalid"), (401, "not_authenticated")]
    assert (answer.status_code, answer.json()["code"]) in refusals
