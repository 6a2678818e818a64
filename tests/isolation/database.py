"""A database of its own with the two salons filled; every test leaves it as it was."""

import os
from contextlib import contextmanager

import time_machine as clock
from django.conf import settings as django_settings
from django.db import connection, transaction

from tests.booking.conftest import NOW
from tests.database import DATABASES
from tests.isolation.world import build_world


@contextmanager
def filled_database(django_db_blocker, media):
    """Make the filled world's database; yield its name, its media folder and the world."""
    name = f"salon_copy_{os.getpid()}_isolation"
    DATABASES.copy(name)
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


@contextmanager
def inside_world(filled, django_db_blocker, settings):
    """Work in the world, inside a transaction that is undone."""
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
