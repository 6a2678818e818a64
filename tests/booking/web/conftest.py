"""The salon's site in a browser: a visitor, a customer, the catalogue behind them."""

import pytest

from tests.booking.conftest import make_catalogue
from tests.clients import client_of

HOST = "noor.localhost"


@pytest.fixture
def catalogue(in_noor, frozen_now):
    return make_catalogue()


@pytest.fixture
def visitor():
    """Somebody who has not signed in."""
    return client_of(None, HOST)


@pytest.fixture
def customer(catalogue):
    """The catalogue's customer, signed in."""
    return client_of(catalogue.customer, HOST)
