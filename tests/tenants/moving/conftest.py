"""Two cells with noor in the first, full of data; both are gone after the test."""

import pytest
from django.db import connection

from tenants.models import Tenant
from tests.booking.conftest import NOW
from tests.database import DATABASES
from tests.tenants.moving.cells import Cells, make_target
from tests.tenants.moving.full_salon import fill


@pytest.fixture
def cells(fresh_database, settings, tmp_path):
    """The connection is in the source, in public."""
    folders = [tmp_path / name for name in ("source", "target")]
    for folder in folders:
        folder.mkdir()
    settings.MEDIA_ROOT = str(folders[0])
    target = make_target()
    yield Cells(str(connection.settings_dict["NAME"]), target, *folders)
    DATABASES.drop(target)


@pytest.fixture
def salon(cells, sandbox, time_machine):
    """What noor is full of."""
    time_machine.move_to(NOW, tick=True)
    return fill(Tenant.objects.get(schema_name="noor"), sandbox)
