"""No link to an appointment can be guessed: uuids and signed tokens, never the reference."""

import re

import pytest
from django.urls import get_resolver

from booking.domain.transitions import confirm_appointment
from tests.booking.conftest import book
from tests.booking.mine.conftest import NOOR
from tests.clients import client_of
from tests.isolation.routes import _walk

# Of visits and payments; a customer's own pages. The back office has its own rights.
CUSTOMERS = re.compile(r"/(my|pay|visit|calendar|appointments|payments)/")
UNGUESSABLE = {"uuid:appointment_id", "uuid:payment_id", "uuid:entry_id", "str:token"}
# Of her own family: anybody else's do not exist for her.
OWN = {"int:member_id"}


@pytest.mark.parametrize("urlconf", ["config.urls.salon", "config.urls.platform"])
def test_addresses_of_visits_are_known_by_uuids_and_tokens_alone(urlconf):
    patterns = [path for _name, path, _view in _walk(get_resolver(urlconf).url_patterns, "/", ())]
    found = {
        parameter
        for path in patterns
        if CUSTOMERS.search(path) and "/manage/" not in path
        for parameter in re.findall(r"<([^>]+)>", path)
    }
    assert found - OWN <= UNGUESSABLE


def test_page_links_nowhere_by_the_reference(catalogue):
    appointment = confirm_appointment(book(catalogue).pk)
    html = client_of(catalogue.customer, NOOR).get(f"/en/my/{appointment.pk}/").content.decode()
    links = re.findall(r'(?:href|action)="(/[^"]*)"', html)
    assert [link for link in links if appointment.reference in link] == []
