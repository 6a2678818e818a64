import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django_tenants.utils import schema_context, tenant_context

from salons.models import OpeningHours, SalonProfile
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.people.membership import add_member, role_in
from tenants.enums import Role
from tenants.errors import InvalidSubdomain, SubdomainTaken
from tenants.membership.models import UserGroup
from tenants.models import DirectoryListing, Domain, Tenant
from tests.accounts_factories import UserFactory

KEYS_TO_PUBLIC = """
    SELECT count(*) FROM pg_constraint c
      JOIN pg_class target ON target.oid = c.confrelid
      JOIN pg_namespace n ON n.oid = target.relnamespace
     WHERE c.contype = 'f' AND n.nspname = 'public' AND c.connamespace <> n.oid
"""


def layla(**changes):
    details = {"subdomain": "layla", "name_ar": "ليلى", "name_en": "Layla"}
    return NewSalon(**(details | changes))


def schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_create_salon_makes_a_complete_salon():
    owner = UserFactory()
    tenant = create_salon(layla(owner=owner, city_en="Riyadh"))
    with tenant_context(tenant):
        assert (SalonProfile.load().name_en, OpeningHours.objects.count()) == ("Layla", 7)
        assert UserGroup.objects.get(user=owner).group.name == Role.OWNER
    assert [d.domain for d in tenant.domains.all()] == ["layla.localhost"]
    listing = DirectoryListing.published.get(schema_name="layla")
    assert (listing.name_ar, listing.city_en) == ("ليلى", "Riyadh")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("subdomain", "error"),
    [
        ("", InvalidSubdomain),
        ("no", InvalidSubdomain),
        ("9lives", InvalidSubdomain),
        ("a" * 41, InvalidSubdomain),
        ("bad_name", InvalidSubdomain),
        ("ends-", InvalidSubdomain),
        ("two--dashes", InvalidSubdomain),
        ("pg-temp", InvalidSubdomain),
        ("نور", InvalidSubdomain),
        ('x"; drop schema public', InvalidSubdomain),
        ("www", SubdomainTaken),
        ("noor", SubdomainTaken),
        (" NOOR ", SubdomainTaken),
    ],
)
def test_create_salon_refused_leaves_nothing(subdomain, error):
    before = (schemas(), Tenant.objects.count(), Domain.objects.count())
    with pytest.raises(error):
        create_salon(layla(subdomain=subdomain))
    assert (schemas(), Tenant.objects.count(), Domain.objects.count()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["order", "user", "table", "select", "group-by", "analyse"])
def test_create_salon_named_like_a_keyword_of_sql(word):
    schema = create_salon(layla(subdomain=word)).schema_name
    with schema_context("noor"):
        seeded = first_pages()
    with schema_context(schema):
        assert first_pages() == seeded
        # The next id comes from this salon's sequence.
        assert Group.objects.create(name="x").pk == Group.objects.latest("pk").pk


def first_pages():
    with connection.cursor() as cursor:
        cursor.execute("SELECT home::text FROM cms_homepage home ORDER BY page_ptr_id")
        return cursor.fetchall()


@pytest.mark.django_db
def test_no_foreign_key_leads_from_a_salon_to_public():
    create_salon(layla())
    with connection.cursor() as cursor:
        cursor.execute(KEYS_TO_PUBLIC)
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_membership_is_authority_in_one_salon_only(noor, reem):
    user = UserFactory()
    add_member(user, noor, role=Role.RECEPTION)
    add_member(user, noor, role=Role.MANAGER)
    assert (role_in(user, noor), role_in(user, reem)) == (Role.MANAGER, None)
    with schema_context("reem"):
        assert not UserGroup.objects.filter(user=user).exists()
