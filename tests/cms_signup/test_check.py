"""The look at an address while it is typed."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
CHECK = "/en/open/check/"


@pytest.fixture
def visitor():
    return Client(HTTP_HOST="localhost")


def test_check_of_a_free_address(visitor):
    answer = visitor.get(CHECK, {"subdomain": " Layla "})
    assert answer.json() == {
        "free": True,
        "subdomain": "layla",
        "message": "layla.localhost is free.",
    }
    assert "no-store" in answer["Cache-Control"]


def test_check_of_a_taken_address_offers_others(visitor):
    answer = visitor.get(CHECK, {"subdomain": "n00r", "name_en": "Noor", "city": "riyadh"})
    assert answer.json() == {
        "free": False,
        "code": "subdomain_too_similar",
        "message": "Another salon's address looks almost the same. Please choose another one.",
        "suggestions": ["noor-riyadh", "noor-salon", "noor-beauty"],
    }


def test_check_speaks_arabic(visitor):
    answer = visitor.get("/ar/open/check/", {"subdomain": "layla"})
    assert answer.json()["free"]


@pytest.mark.parametrize("typed", ["", "x" * 5000, "نور", "a--b", "<script>"])
def test_check_of_odd_input(visitor, typed):
    answer = visitor.get(CHECK, {"subdomain": typed})
    assert (answer.status_code, answer.json()["code"]) == (200, "invalid_subdomain")


def test_check_is_limited(visitor, settings):
    settings.SIGN_UP_THRESHOLDS = {"address_checks": ((1, 60),)}
    visitor.get(CHECK, {"subdomain": "layla"})
    answer = visitor.get(CHECK, {"subdomain": "layla"})
    assert (answer.status_code, answer.json()) == (429, {"code": "throttled"})
    assert 0 < int(answer["Retry-After"]) <= 60


def test_check_costs_the_same_whatever_is_asked(visitor, django_assert_num_queries):
    visitor.get(CHECK, {"subdomain": "layla"})
    # Two times the search path, host, three of the limit, then domain, registry, schema and look;
    # a taken one ends at its domain, and the names offered are two.
    for typed, queries in (("layla", 10), ("noor", 9)):
        with django_assert_num_queries(queries):
            visitor.get(CHECK, {"subdomain": typed, "name_en": "Noor"})
