"""A database of the suite's own with the two salons; every test leaves it as it was."""

import os

import pytest
import time_machine as clock
from django.conf import settings as django_settings
from django.db import connection, transaction

from tests.booking.conftest import NOW
from tests.database import DATABASES
from tests.isolation.world import build_world


@pytest.fixture(scope="session")
def filled(django_db_blocker, tmp_path_factory):
    """The filled world's database, made once per test process: name and world."""
    name = f"salon_copy_{os.getpid()}_isolation"
    DATABASES.copy(name)
    media = str(tmp_path_factory.mktemp("media"))
    original = connection.settings_dict["NAME"], django_settings.MEDIA_ROOT
    connection.close()
    connection.settings_dict["NAME"], django_settings.MEDIA_ROOT = name, media
    with django_db_blocker.unblock(), clock.travel(NOW, tick=False):
        connection.set_schema_to_public()
        world = build_world()
        connection.close()
    connection.settings_dict["NAME"], django_settings.MEDIA_ROOT = original
    yield name, media, world
    DATABASES.drop(name)


@pytest.fixture
def world(filled, django_db_blocker, settings):
    """The world, inside a transaction that is undone."""
    name, settings.MEDIA_ROOT, world = filled
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    with django_db_blocker.unblock(), clock.travel(NOW, tick=False):
        connection.set_schema_to_public()
        with transaction.atomic():
            yield world
            connection.set_schema_to_public()
            transaction.set_rollback(True)
        connection.close()
    connection.settings_dict["NAME"] = original
