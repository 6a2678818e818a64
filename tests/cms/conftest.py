"""Visitors and owners of the two salons."""

import gc

import pytest
from django.test import Client

from accounts.models import User
from tests.booking.conftest import NOW
from tests.clients import client_of

NOOR_HOST, REEM_HOST = "noor.localhost", "reem.localhost"
NOOR_OWNER, REEM_OWNER = "+966500000001", "+966500000002"

# Wagtail leaves the temporary file of every picture that it cuts to size to the collector.
CUTS_PICTURES = [
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning"),
    pytest.mark.usefixtures("collected_pictures"),
]


@pytest.fixture
def collected_pictures():
    """Collect the temporary files in the test that made them."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Pictures of a test go with it."""
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def visitor(noor):
    return Client(HTTP_HOST=NOOR_HOST)


@pytest.fixture
def owner(noor):
    return client_of(User.objects.get(phone_number=NOOR_OWNER), NOOR_HOST)


@pytest.fixture
def outsider(noor, reem):
    """The owner of reem on noor's host."""
    return client_of(User.objects.get(phone_number=REEM_OWNER), NOOR_HOST)


@pytest.fixture
def frozen_now(time_machine):
    """The moment that the booking tests' catalogue is made for."""
    time_machine.move_to(NOW, tick=False)
    return NOW
