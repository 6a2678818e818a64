"""Looking for proofs: by hand, by the sweep, again every week."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from audit.models import AuditEntry
from foundation.errors import NotAllowed
from foundation.tenancy.scope import platform_scope
from tenants.domain.domains.claims import check_claim, check_now, sweep_claims
from tenants.domain.domains.managing import activate_claim, claim_domain, remove_claim
from tenants.domain.domains.timing import LEASE, gives_up, next_look
from tenants.enums import ClaimResult
from tenants.errors import CheckedTooOften, DomainNotFound
from tenants.models import DomainClaim
from tests.accounts_factories import UserFactory
from tests.tenants.conftest import DOMAIN

NOW = timezone.now().replace(year=2030, month=1, day=6)


@pytest.fixture
def claim(in_noor, owner, names, time_machine):
    time_machine.move_to(NOW, tick=False)
    return claim_domain(in_noor, DOMAIN, by=owner)


def test_wait_grows_from_a_minute_to_an_hour():
    waits = [next_look(n, proved=False, in_use=False) for n in range(1, 10)]
    minutes = [wait / timedelta(minutes=1) for wait in waits]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_patience_is_two_weeks_of_waiting():
    waited, attempts = timedelta(), 0
    while not gives_up(attempts):
        attempts += 1
        waited += next_look(attempts, proved=False, in_use=False)
    assert timedelta(days=14) <= waited < timedelta(days=14, hours=1)


def test_proof_is_noted_and_looked_at_again_in_a_week(claim, names):
    names.prove(claim)
    check_claim(claim.pk)
    claim.refresh_from_db()
    assert (claim.result, claim.attempts) == (ClaimResult.PROVED, 0)
    assert (claim.proved_at, claim.checked_at) == (NOW, NOW)
    assert claim.next_check_at == NOW + timedelta(days=7)


def test_look_in_vain_is_noted_and_repeated(claim):
    for minutes in (1, 2, 4):
        check_claim(claim.pk)
        claim.refresh_from_db()
        assert claim.next_check_at == NOW + timedelta(minutes=minutes)
    assert (claim.result, claim.attempts, claim.proved_at) == (ClaimResult.NO_DOMAIN, 3, None)


def test_two_weeks_in_vain_end_the_search(claim, names):
    DomainClaim.objects.update(attempts=341)
    check_claim(claim.pk)
    claim.refresh_from_db()
    assert (claim.result, claim.next_check_at) == (ClaimResult.GIVEN_UP, None)
    assert sweep_claims() == 0


def test_look_by_hand_begins_anew(claim, owner):
    DomainClaim.objects.update(attempts=342, result=ClaimResult.GIVEN_UP, next_check_at=None)
    checked = check_now(claim.pk, by=owner)
    assert (checked.result, checked.attempts) == (ClaimResult.NO_DOMAIN, 0)
    assert checked.next_check_at == NOW + timedelta(minutes=1)


def test_look_by_hand_is_limited(claim, owner, time_machine):
    check_now(claim.pk, by=owner)
    with pytest.raises(CheckedTooOften) as refusal:
        check_now(claim.pk, by=owner)
    assert 0 < refusal.value.retry_after <= 10
    time_machine.move_to(NOW + timedelta(seconds=11), tick=False)
    check_now(claim.pk, by=owner)


def test_look_by_hand_is_the_owners(claim):
    with pytest.raises(NotAllowed):
        check_now(claim.pk, by=UserFactory())
    claim.refresh_from_db()
    assert claim.checked_at is None


def test_look_at_what_is_gone_does_nothing(claim, in_noor, owner):
    remove_claim(in_noor, claim.pk, by=owner)
    assert check_claim(claim.pk) is None
    with pytest.raises(DomainNotFound):
        check_now(claim.pk, by=owner)


def test_lost_proof_of_an_active_domain_is_told_and_harms_nothing(
    claim, in_noor, owner, names, caplog
):
    proof = names.prove(claim)
    check_claim(claim.pk)
    activate_claim(in_noor, claim.pk, by=owner)
    names.remove(proof)
    names.add(DOMAIN, "192.0.2.1", "A")
    check_claim(claim.pk)
    claim.refresh_from_db()
    assert (claim.result, claim.next_check_at) == ("missing", NOW + timedelta(days=1))
    assert [d.domain for d in in_noor.domains.order_by("pk")] == ["noor.localhost", DOMAIN]
    data = AuditEntry.objects.latest("pk").additional_data
    assert (data, "the proof of noorsalon.example is gone" in caplog.text) == (
        {"verb": "domain_proof_lost"},
        True,
    )


def test_silent_servers_are_no_lost_proof(claim, in_noor, owner, names):
    names.prove(claim)
    check_claim(claim.pk)
    activate_claim(in_noor, claim.pk, by=owner)
    names.add(f"_salon-verify.{DOMAIN}", "servfail", "FAULT")
    before = AuditEntry.objects.count()
    check_claim(claim.pk)
    claim.refresh_from_db()
    assert (claim.result, AuditEntry.objects.count()) == (ClaimResult.BROKEN, before)


@pytest.fixture
def sent(monkeypatch):
    """What leaves for the broker, seen at its edge."""
    from config.celery import app

    calls = []
    monkeypatch.setattr(
        type(app), "send_task", lambda app, name, args=(), **o: calls.append((name, args, o))
    )
    return calls


def test_sweep_hands_out_what_is_due_of_every_salon_once(
    claim, reem, sent, django_capture_on_commit_callbacks
):
    with tenant_context(reem):
        theirs = claim_domain(reem, DOMAIN, by=reem.memberships.get().user)
        later = claim_domain(reem, "later.example", by=reem.memberships.get().user)
        DomainClaim.objects.filter(pk=later.pk).update(next_check_at=NOW + timedelta(seconds=1))
    connection.set_schema_to_public()
    with django_capture_on_commit_callbacks(execute=True):
        assert (sweep_claims(), sweep_claims()) == (2, 0)
    wanted = [(claim.pk, "noor"), (theirs.pk, "reem")]
    assert [(a[0], o["headers"]["_schema_name"]) for _n, a, o in sent] == wanted
    with platform_scope("test"):
        leased = DomainClaim.objects.filter(next_check_at=NOW + LEASE)
        assert set(leased.values_list("pk", flat=True)) == {claim.pk, theirs.pk}


def test_sweep_takes_up_what_a_crashed_worker_left(claim, time_machine):
    assert sweep_claims() == 1
    time_machine.move_to(NOW + LEASE, tick=False)
    assert sweep_claims() == 1


def test_task_looks_in_its_own_salon(claim, names):
    from tenants.tasks import check_claim as task

    names.prove(claim)
    connection.set_schema_to_public()
    task.apply(args=[claim.pk], headers={"_schema_name": "noor"}).get()
    with platform_scope("test"):
        assert DomainClaim.objects.get().result == ClaimResult.PROVED
