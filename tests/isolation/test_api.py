"""Every route of the API, asked with bodies built from its own description that name A's rows."""

import pytest
from django.urls import resolve
from django_tenants.utils import schema_context
from drf_spectacular.generators import SchemaGenerator

from tests.booking.conftest import TEN_O_CLOCK
from tests.clients import client_of
from tests.isolation.probe import Attempt, Probe
from tests.isolation.test_routes import PEOPLE, STOREFRONT
from tests.isolation.world import A_HOST, B_HOST, FIRST_ID, SECRET_PHONE

URLCONF = "config.urls.salon"
CASES = [*((A_HOST, who) for who in PEOPLE), *((B_HOST, who) for who in PEOPLE)]


# What somebody does to herself on A's host is noted in A, without a word of A's.
OWN_DOING = {"api_me": {"public.audit_auditentry"}}


def described():
    """Return the description as A's host serves it: the views look into the salon's schema."""
    with schema_context("noor"):
        return SchemaGenerator(urlconf=URLCONF).get_schema(request=None, public=True)


def attempts(world):
    """Yield (route's name, attempt) for each operation of the description."""
    schema = described()
    names = {
        **dict.fromkeys(("service", "staff", "id"), FIRST_ID),
        **dict.fromkeys(("appointment", "appointment_id"), str(world.appointment.pk)),
        **dict.fromkeys(("payment", "payment_id"), str(world.payment.pk)),
        "start": TEN_O_CLOCK.isoformat(),
        "date": f"{TEN_O_CLOCK:%Y-%m-%d}",
        "month": f"{TEN_O_CLOCK:%Y-%m}",
        **dict.fromkeys(("after", "ready_by"), "2030-01-06T20:00:00Z"),
        "add_on": f"{FIRST_ID}:{FIRST_ID}",
        "order": "best",
        "align": "start",
        "phone_number": SECRET_PHONE,
        "data": {"id": str(world.payment.pk)},
    }
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            filled, query = path, []
            for each in operation.get("parameters", []):
                value = str(names.get(each["name"], FIRST_ID))
                if each["in"] == "path":
                    filled = filled.replace(f"{{{each['name']}}}", value)
                elif each["in"] == "query":
                    query.append(f"{each['name']}={value}")
            body = _body(operation, schema, names)
            attempt = Attempt(method.upper(), f"{filled}?{'&'.join(query)}", body, is_json=True)
            yield resolve(filled, URLCONF).url_name, attempt


def _body(operation, schema, names):
    content = operation.get("requestBody", {}).get("content", {})
    shape = content.get("application/json", {}).get("schema")
    return _value(shape, "", schema, names) if shape else None


def _value(shape, name, schema, names):
    """Return an example of the shape in which every known name means something of A's."""
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if name in names:
        return names[name]
    if "properties" in shape:
        return {key: _value(sub, key, schema, names) for key, sub in shape["properties"].items()}
    if shape.get("type") == "array":
        return [_value(shape["items"], name, schema, names)]
    samples = {"integer": FIRST_ID, "boolean": True, "object": {}}
    return shape.get("enum", [samples.get(shape.get("type"), names["appointment"])])[0]


@pytest.mark.parametrize(("host", "who"), CASES)
def test_stranger_gets_and_changes_nothing_of_a_by_the_api(world, host, who):
    client, probe = client_of(PEOPLE[who](), host), Probe(world)
    client.raise_request_exception = False
    found = [
        problem
        for name, attempt in attempts(world)
        for problem in probe.problems(
            client,
            attempt,
            may_show_storefront=host == A_HOST and name in STOREFRONT,
            may_write=OWN_DOING.get(name, ()) if host == A_HOST else (),
        )
        # She may book in A as everybody may; that row is hers.
        if not (host == A_HOST and attempt.method == "POST" and name == "api_appointments")
    ]
    assert found == []


def test_description_names_every_route_of_ours(world):
    names = {name for name, _attempt in attempts(world)}
    assert {"api_appointment", "api_appointment_cancel", "api_payments", "api_services"} <= names


def test_customer_gets_her_own_by_the_same_attempts(world):
    client, probe = client_of(world.appointment.customer, A_HOST), Probe(world)
    shown = {
        problem.split(": ", 1)[1]
        for name, attempt in attempts(world)
        if attempt.method == "GET"
        for problem in probe.problems(client, attempt)
    }
    assert "showed booking.Appointment.reference" in shown
