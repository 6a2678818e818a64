"""What the tests of salons' domains share."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User

DOMAIN = "noorsalon.example"


@pytest.fixture
def owner(db):
    return User.objects.get(phone_number="+966500000001")


@contextmanager
def questions():
    """Yield the list that the statements of the block end up in, but for setting the schema."""
    asked = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured if "set_config('search_path'" not in query["sql"]]
