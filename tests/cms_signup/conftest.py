"""A person on the platform's site who is about to open a salon."""

import pytest
from django.conf import settings
from django.db import connection

from tenants.models import Domain, SalonMembership, Tenant
from tests.accounts_factories import UserFactory
from tests.clients import client_of

FILLED = {
    "name_ar": "صالون ليلى",
    "name_en": "Layla Salon",
    "subdomain": "layla",
    "city": "jeddah",
    "audience": "women",
    "starters": ["hair", "nails"],
    "owner_name": "Layla",
}


@pytest.fixture
def person(db):
    return UserFactory(first_name="Layla")


@pytest.fixture
def browser(person):
    return in_english(person)


@pytest.fixture
def everything(db):
    """A function that counts what a salon is made of."""

    def count():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_namespace")
            schemas = cursor.fetchone()[0]
        return schemas, [model.objects.count() for model in (Tenant, Domain, SalonMembership)]

    return count


def in_english(user):
    browser = client_of(user, settings.PLATFORM_DOMAIN)
    browser.cookies["django_language"] = "en"
    return browser
