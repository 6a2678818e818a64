"""A move that cannot succeed is refused before anything is touched."""

import pytest
from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from foundation.errors import NotFound
from tenants.models import Tenant
from tenants.moving import sides
from tenants.moving.checks import require_fit
from tenants.moving.errors import (
    MediaTargetMissing,
    MoveRunning,
    NameTaken,
    NotMovable,
    TargetUnfit,
)
from tenants.moving.people import BROUGHT, PASSWORD, RESET
from tenants.moving.registration import find_salon
from tenants.moving.sides import open_sides
from tenants.moving.work import move_salon
from tests.database import DATABASES
from tests.tenants.moving.cells import as_superuser
from tests.tenants.moving.states import state_of


@pytest.fixture
def refused(cells):
    """Assert that a move is refused and that neither side has changed."""

    def check(error, **changes):
        before = (state_of(cells.source), state_of(cells.target))
        with pytest.raises(error) as refusal:
            move_salon(cells.order(**changes))
        assert (state_of(cells.source), state_of(cells.target)) == before
        return refusal.value

    return check


@pytest.mark.parametrize(
    ("obstacle", "error"),
    [
        ("UPDATE tenants_schematemplate SET heads_hash = 'other'", TargetUnfit),
        ("DELETE FROM tenants_schematemplate", TargetUnfit),
        ("ALTER TABLE booking_duejob ADD COLUMN extra text", TargetUnfit),
        ("CREATE SCHEMA noor", NameTaken),
        ("UPDATE tenants_tenant SET schema_name = 'noor' WHERE schema_name = 'reem'", NameTaken),
        ("UPDATE tenants_domain SET domain = 'noor.localhost' WHERE domain LIKE 'r%'", NameTaken),
        # An erased salon of that name left its invoices.
        (
            "INSERT INTO booking_duejob (schema_name, kind, key, due_at, attempts)"
            " VALUES ('noor', 'k', 'k', now(), 0)",
            NameTaken,
        ),
    ],
    ids=["heads", "template", "columns", "schema", "salon", "host", "rows"],
)
def test_obstacle_in_the_target(cells, refused, obstacle, error):
    with as_superuser(cells.target) as db:
        db.execute(obstacle)
    refused(error)


def test_folder_of_another_salon_there(cells, refused):
    number = find_salon("noor").uuid
    with as_superuser(cells.target) as db:
        db.execute("UPDATE tenants_tenant SET uuid = %s WHERE schema_name = 'reem'", [number])
    refused(NameTaken)


@pytest.mark.parametrize(
    "state",
    [
        {"status": "closed", "next_move_at": "2030-01-01T00:00:00Z"},
        {"heads_hash": "older"},
        {"moved_at": "2030-01-01T00:00:00Z"},
    ],
    ids=["closed", "outdated", "moved"],
)
def test_state_of_the_salon(cells, refused, state):
    Tenant.objects.filter(schema_name="noor").update(**state)
    refused(NotMovable)


def test_platform_itself_and_unknown_names(cells, refused):
    refused(NotMovable, schema="public")
    refused(NotFound, schema="nobody")


def test_target_that_is_the_source(cells, refused):
    refused(TargetUnfit, target=DATABASES.owner_url(cells.source))


def test_target_reached_as_the_application(cells, refused):
    refused(TargetUnfit, target=DATABASES.url(cells.target))


def test_target_that_does_not_answer_keeps_its_address_to_itself(cells, refused):
    address = "postgresql://salon:secret-word@127.0.0.1:1/none"
    refusal = refused(TargetUnfit, target=address)
    assert "secret-word" not in f"{refusal} {refusal.data} {refusal.__cause__}"


def test_second_command_at_once(cells, refused, monkeypatch):
    monkeypatch.setattr(sides, "LOCK_WAIT", sides.LOCK_WAIT * 0)
    order = cells.order()
    with open_sides(order.target, order.schema) as held:
        require_fit(held)
        refused(MoveRunning)


def test_files_without_a_place_to_go(cells, refused):
    folder = cells.source_media / str(find_salon("noor").uuid)
    folder.mkdir()
    (folder / "door.png").write_bytes(b"door")
    refused(MediaTargetMissing, target_media=None)


def test_every_field_of_a_person_is_decided():
    fields = {field.column for field in User._meta.local_concrete_fields} - {"id"}
    assert fields == {*BROUGHT, *RESET, PASSWORD}


def test_content_type_that_the_target_lacks_is_made_there(cells):
    made = ContentType.objects.create(app_label="gone", model="thing")
    move_salon(cells.order())
    with cells.in_target():
        found = ContentType.objects.get(app_label="gone", model="thing")
        assert found.pk > 5000 > made.pk
