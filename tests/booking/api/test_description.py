"""What the OpenAPI description says of free times and bookings."""

import json

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema


@pytest.fixture
def described(noor):
    GENERATOR_STATS.reset()
    client = Client(HTTP_HOST="noor.localhost")
    answer = client.get("/api/schema/?format=json", headers={"Accept": "application/json"})
    return json.loads(answer.content)


def test_description_is_valid_and_complete(described):
    validate_schema(described)
    ours = [
        str(warning)
        for cache in (GENERATOR_STATS._warn_cache, GENERATOR_STATS._error_cache)
        for warning in cache
        if "booking" in str(warning) or "salons" in str(warning)
    ]
    assert ours == []


@pytest.mark.parametrize("path", ["", "days/", "next/", "why/"])
def test_every_question_names_the_parameters_of_a_visit(described, path):
    operation = described["paths"][f"/api/availability/{path}"]["get"]
    names = {each["name"] for each in operation["parameters"]}
    assert names >= {"service", "staff", "add_on", "guest", "align", "ready_by"}
    assert all(each.get("description") for each in operation["parameters"])


def test_refused_booking_is_described_with_its_rule(described):
    answers = described["paths"]["/api/appointments/"]["post"]["responses"]
    shape = answers["409"]["content"]["application/problem+json"]
    assert shape["schema"]["$ref"].endswith("/TimeRefused")
    assert {"rule", "reason", "code"} <= set(
        described["components"]["schemas"]["TimeRefused"]["properties"]
    )
