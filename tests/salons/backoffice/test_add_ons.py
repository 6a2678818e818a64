"""Add-ons and the services that they go with."""

import pytest

from audit.models import AuditEntry
from salons.models import AddOn
from tests.salons.backoffice.conftest import errors, told
from tests.salons.factories import AddOnFactory, ServiceFactory

pytestmark = pytest.mark.django_db
ADD_ONS = "/manage/snippets/salons/addon/"


def add_on_form(*services, **changes):
    fields = {"name_ar": "تونر", "name_en": "Toner", "price_minor": "120", "minutes": "20"}
    return fields | {"services": [service.pk for service in services]} | changes


def test_owner_adds_one_with_its_services(owner):
    service, _other = ServiceFactory(), ServiceFactory()
    assert owner.post(f"{ADD_ONS}add/", add_on_form(service)).status_code == 302
    add_on = AddOn.objects.get()
    assert (add_on.name_en, add_on.minutes, add_on.price_minor) == ("Toner", 20, 12000)
    assert list(add_on.services.all()) == [service]


@pytest.mark.parametrize(
    ("changes", "field"), [({"minutes": "241"}, "minutes"), ({"price_minor": "-1"}, "price_minor")]
)
def test_odd_figures_are_refused(owner, changes, field):
    response = owner.post(f"{ADD_ONS}add/", add_on_form(**changes))
    assert list(errors(response)) == [field]
    assert not AddOn.objects.exists()


def test_archived_service_is_kept_but_not_chosen(owner):
    archived = ServiceFactory(is_archived=True)
    response = owner.post(f"{ADD_ONS}add/", add_on_form(archived))
    assert "Select a valid choice" in errors(response)["services"][0]
    add_on = AddOnFactory(services=[archived])
    owner.post(f"{ADD_ONS}edit/{add_on.pk}/", add_on_form(archived))
    assert list(add_on.services.all()) == [archived]


@pytest.mark.parametrize(
    ("is_booked", "left", "text"),
    [
        (True, [True], "“Toner” is archived: it has appointments."),
        (False, [], "“Toner” is deleted."),
    ],
)
def test_booked_one_is_archived_and_free_one_deleted(owner, named, is_booked, left, text):
    add_on = AddOnFactory(name_en="Toner", services=[ServiceFactory()])
    named += [add_on] if is_booked else []
    assert told(owner.post(f"{ADD_ONS}delete/{add_on.pk}/")) == [text]
    assert list(AddOn.objects.values_list("is_archived", flat=True)) == left


def test_change_of_services_is_in_the_audit_log(owner):
    add_on = AddOnFactory(services=[ServiceFactory()])
    other = ServiceFactory(name_en="Balayage")
    owner.post(f"{ADD_ONS}edit/{add_on.pk}/", add_on_form(other))
    entries = AuditEntry.objects.filter(content_type__model="addon", actor__isnull=False)
    assert any("services" in entry.changes for entry in entries)
