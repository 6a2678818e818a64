"""Opening a salon by oneself: what it gives, what it refuses, how often it may be done."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.errors import PhoneNotVerified
from accounts.visitors import Visitor
from salons.models import SalonProfile, Service, StaffMember
from tenants.domain.opening.provisioning import NewSalon
from tenants.domain.opening.signup import look_up_subdomain, sign_up
from tenants.enums import Role, TenantStatus
from tenants.errors import (
    InvalidSubdomain,
    StaleTemplate,
    SubdomainTaken,
    SubdomainTooSimilar,
    SubdomainUnsuitable,
    TooManySalons,
    TooManySignUps,
)
from tenants.models import Domain, SalonMembership, Tenant
from tests.accounts_factories import UserFactory
from tests.newer_code import newer_code

ROOF = [f"{first}{second}" for first in ("dana", "hessa") for second in "bcdfg"]


def visitor(address="192.0.2.7"):
    return Visitor(host="localhost", address=address, language="en")


def details(subdomain="layla", **changes):
    names = {"name_ar": "ليلى", "name_en": "Layla", "owner_name": "Layla"}
    return NewSalon(subdomain=subdomain, **(names | {"audience": "women"} | changes))


def everything():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace")
        schemas = cursor.fetchone()
    return schemas, [m.objects.count() for m in (Tenant, Domain, SalonMembership)]


@pytest.fixture
def person(db):
    return UserFactory()


def test_sign_up_opens_a_salon_on_trial(person, settings):
    settings.TRIAL_DAYS = 14
    tenant = sign_up(person, details(starters=("hair", "nails")), visitor=visitor())
    assert (tenant.schema_name, tenant.status) == ("layla", TenantStatus.TRIAL)
    left = tenant.next_move_at - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)
    assert [(m.user, m.role) for m in tenant.memberships.all()] == [(person, Role.OWNER)]
    with tenant_context(tenant):
        assert Service.objects.count() == 23
        [member] = StaffMember.objects.all()
        assert (member.user_id, member.skills.count()) == (person.pk, 23)


def test_names_lose_what_nobody_sees(person):
    unseen = {"name_en": "Lay\u202ela\x07 \u2066Salon", "name_ar": "\ufeffلي\u200dلى\r\nX"}
    tenant = sign_up(
        person, details(**unseen, owner_name="La\x00yla", starters=("hair",)), visitor=visitor()
    )
    assert (tenant.name_en, tenant.name_ar) == ("Lay la Salon", "لي\u200dلى X")
    with tenant_context(tenant):
        assert [m.name_en for m in StaffMember.objects.all()] == ["La yla"]
        assert SalonProfile.load().name_en == "Lay la Salon"


@pytest.mark.parametrize("subdomain", ["no", "www", "noor", "n00r", "fuck"])
def test_sign_up_refused_for_the_address_leaves_nothing(person, subdomain):
    before = everything()
    with pytest.raises((InvalidSubdomain, SubdomainTaken, SubdomainUnsuitable)):
        sign_up(person, details(subdomain), visitor=visitor())
    assert everything() == before


@pytest.mark.parametrize("flaw", [{"is_active": False}, {"is_phone_verified": False}])
def test_sign_up_of_an_unproved_person_is_refused(db, flaw):
    when = {} if "is_active" in flaw else {"phone_verified_at": None}
    before = everything()
    with pytest.raises(PhoneNotVerified):
        sign_up(UserFactory(**flaw, **when), details(), visitor=visitor())
    assert everything() == before


def test_sign_up_twice_with_one_address_gives_one_salon(person):
    first = sign_up(person, details(), visitor=visitor())
    before = everything()
    assert sign_up(person, details(" LAYLA "), visitor=visitor()) == first
    assert everything() == before
    with pytest.raises(SubdomainTaken):
        sign_up(UserFactory(), details(), visitor=visitor())


def test_sign_up_a_fourth_time_is_refused_until_one_is_erased(person):
    for name in ("layla", "hessa", "dana"):
        sign_up(person, details(name), visitor=visitor())
    before = everything()
    with pytest.raises(TooManySalons):
        sign_up(person, details("mona"), visitor=visitor())
    assert everything() == before
    Tenant.objects.filter(schema_name="dana").update(status=TenantStatus.ERASED)
    assert sign_up(person, details("mona"), visitor=visitor()).schema_name == "mona"


def test_sign_up_from_one_network_is_limited(db, settings):
    settings.SIGN_UP_THRESHOLDS = {"address_salons": ((1, 86400),)}
    with pytest.raises(SubdomainTaken):
        sign_up(UserFactory(), details("noor"), visitor=visitor())
    # The refusal above took no place.
    sign_up(UserFactory(), details(), visitor=visitor())
    before = everything()
    with pytest.raises(TooManySignUps) as refusal:
        sign_up(UserFactory(), details("hessa"), visitor=visitor())
    assert 0 < refusal.value.retry_after <= 86400
    assert everything() == before
    sign_up(UserFactory(), details("hessa"), visitor=visitor("192.0.2.8"))


def test_sign_up_from_a_stale_template_leaves_nothing(person):
    before = everything()
    with newer_code(), pytest.raises(StaleTemplate):
        sign_up(person, details(), visitor=visitor())
    assert everything() == before


@pytest.mark.django_db
def test_look_up_subdomain_says_what_is_free():
    assert look_up_subdomain("Layla", visitor=visitor()) == "layla"
    with pytest.raises(SubdomainTooSimilar):
        look_up_subdomain("n00r", visitor=visitor())


def in_threads(*calls):
    """Run the calls at once, each on a connection of its own; count how they ended."""
    start, ends = threading.Barrier(len(calls)), Counter()

    def run(call):
        try:
            start.wait()
            ends[call().schema_name] += 1
        except Exception as error:
            ends[type(error).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_ten_sign_ups_of_one_phone_at_once_make_three_salons(fresh_database):
    person = UserFactory()
    ends = in_threads(
        *(lambda name=name: sign_up(person, details(name), visitor=visitor()) for name in ROOF)
    )
    assert ends.pop("TooManySalons") == 7
    assert set(ends.values()) == {1}
    assert SalonMembership.objects.filter(user=person).count() == 3


def test_one_form_sent_ten_times_at_once_makes_one_salon(fresh_database):
    person = UserFactory()
    ends = in_threads(*[lambda: sign_up(person, details(), visitor=visitor())] * 10)
    assert ends == {"layla": 10}
    assert Tenant.objects.filter(memberships__user=person).count() == 1


def test_look_alikes_at_once_make_one_salon(fresh_database):
    people = [UserFactory() for _ in range(4)]
    names = ["sara", "s4ra", "saraa", "sa-ra"]
    ends = in_threads(
        *(
            lambda who=who, name=name: sign_up(who, details(name), visitor=visitor(name))
            for who, name in zip(people, names, strict=True)
        )
    )
    assert ends.pop("SubdomainTooSimilar") == 3
    assert len(ends) == 1
