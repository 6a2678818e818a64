"""A salon full of data goes from one database to another that numbers everything differently."""

import hashlib

from django.db import connection
from django_tenants.utils import tenant_context

from accounts.models import User
from audit.models import AuditEntry
from booking.models import AppointmentItem
from notifications.models import Message
from tenants.models import OrphanReference, SalonExport, Tenant
from tenants.moving.finish import finish_move
from tenants.moving.work import move_salon
from tests.accounts_factories import UserFactory
from tests.database import DATABASES
from tests.tenants.moving.cells import STRANGERS, switch
from tests.tenants.moving.full_salon import BOSS, DESK, LEFT, NEVER_SEEN, OWNER
from tests.tenants.moving.meaning import meaning_of_noor
from tests.tenants.moving.states import state_of


def test_moved_salon_says_the_same_in_the_target(cells, salon):
    before = meaning_of_noor()
    moved = move_salon(cells.order())
    with cells.in_target():
        assert meaning_of_noor() == before
    assert (moved.had_arrived, moved.files) == (False, 2)
    assert moved.rows > 700


def test_move_tells_its_steps_and_the_length_of_the_window(cells, salon):
    steps = []
    moved = move_salon(cells.order(tell=steps.append))
    assert steps == [
        *("checked", "media", "read_only", "people", "schema", "rows", "compared", "filled"),
        *("committed", "closed"),
    ]
    assert 0 < moved.read_only_seconds < 10


def test_numbered_rows_get_numbers_of_the_target(cells, salon):
    with cells.in_target(), tenant_context(Tenant.objects.get(schema_name="reem")):
        for number in range(5):
            Message.objects.create(deduplication_key=str(number), phone_number="+9665", text="")
        theirs = set(Message.objects.values_list("pk", flat=True))
    with tenant_context(Tenant.objects.get(schema_name="noor")):
        here = list(Message.objects.values_list("pk", flat=True))
    assert theirs & set(here)
    move_salon(cells.order())
    with cells.in_target(), tenant_context(Tenant.objects.get(schema_name="noor")):
        ours = list(Message.objects.values_list("pk", flat=True))
        finding, item = OrphanReference.objects.get(), AppointmentItem.objects.order_by("pk")[0]
        assert finding.object_pk == str(item.pk)
    assert (len(ours), theirs & set(ours)) == (len(here), set())


def test_people_are_found_by_number_or_made_without_rights(cells, salon):
    with cells.in_target():
        known = UserFactory(phone_number=DESK, first_name="Hoda", language="en")
        known.is_phone_verified, known.phone_verified_at = False, None
        known.save()
        before = User.objects.count()
    move_salon(cells.order())
    with cells.in_target():
        assert User.objects.values().get(pk=known.pk) == _values(known)
        boss = User.objects.get(phone_number=BOSS)
        assert (boss.is_superuser, boss.is_staff, boss.is_phone_verified) == (False, False, True)
        assert not boss.has_usable_password()
        made = User.objects.filter(phone_number__in=[OWNER, BOSS, LEFT, NEVER_SEEN])
        # And the customer, whose number the factory chose.
        assert (made.count(), User.objects.count()) == (4, before + 5)


def test_what_named_nobody_names_nobody_there(cells, salon):
    with tenant_context(Tenant.objects.get(schema_name="noor")):
        entry = AuditEntry.objects.filter(content_type__model="user").latest("pk")
        AuditEntry.objects.create(
            content_type=entry.content_type,
            object_pk="35",
            object_id=35,
            action=2,
            object_repr="nobody",
        )
    assert not User.objects.filter(pk=35).exists()
    move_salon(cells.order())
    with cells.in_target(), tenant_context(Tenant.objects.get(schema_name="noor")):
        about = AuditEntry.objects.get(object_repr="nobody")
        assert about.object_pk == str(about.object_id)
        assert not User.objects.filter(pk=about.object_id).exists()
        assert User.objects.filter(pk=35, first_name="Stranger").exists()
    assert STRANGERS >= 35


def test_files_arrive_byte_by_byte(cells, salon):
    move_salon(cells.order())
    digests = [
        {
            str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*.*")
        }
        for folder in (cells.source_media, cells.target_media)
    ]
    assert digests[0] == digests[1]
    assert len(digests[0]) == 2


def test_nothing_else_changes_on_either_side(cells, salon):
    before = [state_of(name, without="noor") for name in (cells.source, cells.target)]
    move_salon(cells.order())
    after = [state_of(name, without="noor") for name in (cells.source, cells.target)]
    # The platform's log of the source got longer: it says that the salon has moved.
    assert after[0].pop("audit_auditentry public") > before[0].pop("audit_auditentry public")
    # People came to the target, the ones who were there are as they were.
    assert after[1].pop("accounts_user")[0] == before[1].pop("accounts_user")[0] + 6
    assert after == before


def test_archive_stays_behind_and_an_open_one_is_made_there(cells, salon):
    move_salon(cells.order())
    with cells.in_target(), tenant_context(Tenant.objects.get(schema_name="noor")):
        states = sorted(SalonExport.objects.values_list("status", "file_name"))
    assert states == [("expired", "noor.zip"), ("requested", "")]


def test_sequences_of_the_salon_go_on(cells, salon):
    move_salon(cells.order())
    with cells.in_target(), tenant_context(Tenant.objects.get(schema_name="noor")):
        salon.service.pk = None
        salon.service.save(force_insert=True)
        assert salon.service.pk > 1


def test_hosts_follow_the_platform_of_the_target(cells, salon):
    switch(cells.target)
    Tenant.objects.get(schema_name="public").domains.update(domain="cell.example")
    switch(cells.source)
    move_salon(cells.order())
    with cells.in_target():
        tenant = Tenant.objects.get(schema_name="noor")
        hosts = sorted(tenant.domains.values_list("domain", flat=True))
        with tenant_context(tenant), connection.cursor() as cursor:
            cursor.execute("SELECT hostname FROM wagtailcore_site")
            assert cursor.fetchall() == [("noor.cell.example",)]
    assert hosts == ["noor.cell.example", "www.noor.example"]


def test_salon_moves_on_and_back(cells, salon):
    """The number of the first move must not pass for that of the second."""
    before = meaning_of_noor()
    move_salon(cells.order())
    finish_move(cells.order())
    with cells.in_target():
        move_salon(cells.order(target=_owner(cells.source), target_media=cells.source_media))
    assert meaning_of_noor() == before


def _owner(database):
    return DATABASES.owner_url(database)


def _values(user):
    return User.objects.values().get(pk=user.pk)
