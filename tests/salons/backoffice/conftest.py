"""The owner's browser in the back office, and what her forms send."""

import pytest

from accounts.models import User
from tests.clients import client_of

HOST = "noor.localhost"


@pytest.fixture
def owner(in_noor):
    browser = client_of(User.objects.get(phone_number="+966500000001"), HOST)
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def named():
    """Return a list: a row of the catalogue that is put into it counts as booked."""
    from salons.signals import row_in_use

    rows = []

    def is_named(sender, row, **kwargs):
        return row in rows

    row_in_use.connect(is_named)
    yield rows
    row_in_use.disconnect(is_named)


def errors(response):
    """Return what a form answered, by field."""
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def told(response):
    """Return the messages that the next page shows."""
    from django.contrib.messages import get_messages

    return [str(message).strip() for message in get_messages(response.wsgi_request)]
