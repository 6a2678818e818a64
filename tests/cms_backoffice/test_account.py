"""The account page: state in words, paying, the archive, closing."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEntry
from notifications.models import Message
from tenants.domain.exports.making import path_of
from tenants.enums import TenantStatus
from tenants.models import SalonExport, Tenant
from tests.booking.conftest import NOW
from tests.clients import client_of, support_in
from tests.second_factors import give_app

ACCOUNT = "/manage/salon-account/"
S = TenantStatus


def put(tenant, status):
    Tenant.objects.filter(pk=tenant.pk).update(
        status=status, next_move_at=NOW + timedelta(days=10), status_changed_at=NOW
    )


def text_of(browser, path=ACCOUNT):
    return browser.get(path).content.decode()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.TRIAL, "The trial ends and a payment is due. After that, everything works for 14"),
        (S.ACTIVE, "What you have paid for ends"),
        (S.PAST_DUE, "Without a payment, your site closes to customers."),
        (S.SUSPENDED, "Your site is closed to customers"),
        (S.CLOSED, "All data of the salon are erased for good."),
    ],
)
def test_page_says_what_is_and_what_comes(noor, owner, status, words):
    put(noor, status)
    page = text_of(owner)
    assert words in page
    assert ("15 January 2030" in page) == (status != S.SUSPENDED)


def test_page_is_for_owners(noor, browsers):
    codes = {who: browser.get(ACCOUNT).status_code for who, browser in browsers.items()}
    assert codes.pop("owner") == 200
    assert set(codes.values()) == {302}


@pytest.mark.parametrize("status", [S.PAST_DUE, S.SUSPENDED])
def test_banner_is_on_every_page(noor, browsers, status):
    put(noor, status)
    for who in ("owner", "reception"):
        page = text_of(browsers[who], "/manage/appointments/")
        assert f'data-notice="{status}"' in page
        action = f'notice-bar__action" href="{ACCOUNT}"'
        assert (action in page) == (who == "owner")


def test_active_salon_has_no_banner(owner):
    assert "data-notice" not in text_of(owner, "/manage/appointments/")


def test_payment_is_announced_once_a_day_and_changes_no_state(noor, owner, settings):
    settings.PLATFORM_CONTACT_PHONE = "+966500000009"
    put(noor, S.PAST_DUE)
    for _ in range(2):
        assert owner.post(f"{ACCOUNT}paid/").url == ACCOUNT
    message = Message.objects.get(template="platform.payment_announced")
    assert (message.phone_number, "noor" in message.text) == ("+966500000009", True)
    announced = AuditEntry.objects.filter(additional_data__verb="payment_announced")
    assert (announced.count(), announced[0].actor.phone_number) == (2, "+966500000001")
    noor.refresh_from_db()
    assert noor.status == S.PAST_DUE


def test_page_without_a_bank_account_says_whom_to_ask(owner, settings):
    settings.PLATFORM_BANK_IBAN, ask = "", "Ask us for the account to pay into"
    assert ask in text_of(owner)
    settings.PLATFORM_BANK_IBAN = "SA03 8000 0000 6080 1016 7519"
    page = text_of(owner)
    assert ("SA03 8000" in page, ask in page) == (True, False)


def test_reopening_is_asked_for_by_a_closed_salon_only(noor, owner, settings):
    settings.PLATFORM_CONTACT_PHONE = "+966500000009"
    owner.post(f"{ACCOUNT}reopen/")
    assert not Message.objects.filter(template="platform.reopening_asked").exists()
    put(noor, S.CLOSED)
    owner.post(f"{ACCOUNT}reopen/")
    assert Message.objects.filter(template="platform.reopening_asked").count() == 1


def test_archive_is_asked_for_once_at_a_time(owner):
    for _ in range(2):
        assert owner.post(f"{ACCOUNT}exports/").status_code == 302
    export = SalonExport.objects.get()
    assert export.requested_by.phone_number == "+966500000001"
    assert "One is being made." in text_of(owner)


@pytest.fixture
def archive(noor, catalogue, tmp_path, settings):
    """A ready archive of the salon."""
    settings.EXPORT_ROOT = str(tmp_path)
    (tmp_path / "whole.zip").write_bytes(b"the archive")
    return SalonExport.objects.create(
        status="ready",
        file_name="whole.zip",
        ready_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=7),
    )


@pytest.mark.parametrize("status", [S.ACTIVE, S.SUSPENDED, S.CLOSED])
def test_owner_downloads_her_archive_in_any_state(noor, owner, archive, status):
    put(noor, status)
    answer = owner.get(f"{ACCOUNT}exports/{archive.pk}/")
    assert b"".join(answer.streaming_content) == b"the archive"
    assert answer["Content-Disposition"] == 'attachment; filename="noor-2030-01-05.zip"'
    assert "no-store" in answer["Cache-Control"]


def test_nobody_else_downloads_it(noor, browsers, archive, boss):
    path = f"{ACCOUNT}exports/{archive.pk}/"
    others = [browser for who, browser in browsers.items() if who != "owner"]
    assert {browser.get(path).status_code for browser in [*others, boss]} == {302}
    assert not AuditEntry.objects.filter(additional_data__verb="export_downloaded").exists()


def test_another_salons_owner_finds_nothing_on_her_host(archive, reem, people):
    her = client_of(people.stranger, "reem.localhost")
    assert her.get(f"{ACCOUNT}exports/{archive.pk}/").status_code == 404


def test_archive_that_is_gone_is_a_404(owner, archive):
    path_of(archive).unlink()
    assert owner.get(f"{ACCOUNT}exports/{archive.pk}/").status_code == 404


@pytest.fixture
def boss(noor):
    return support_in(noor, User.objects.create_superuser("+966500000009"))


def test_closing_takes_the_name_and_closes_for_good(noor, owner, appointment):
    assert "Type the salon" in text_of(owner, f"{ACCOUNT}close/")
    answer = owner.post(f"{ACCOUNT}close/", {"typed": " NOOR ", "reason": "moving"})
    assert answer.url == ACCOUNT
    noor.refresh_from_db()
    assert (noor.status, noor.next_move_at) == (S.CLOSED, NOW + timedelta(days=90))
    assert SalonExport.objects.get().status == "requested"
    moved = AuditEntry.objects.get(changes__has_key="status")
    assert moved.additional_data == {"reason": "moving"}


@pytest.mark.parametrize("typed", ["", "reem", "noor noor"])
def test_closing_with_another_name_closes_nothing(noor, owner, typed):
    assert owner.post(f"{ACCOUNT}close/", {"typed": typed}).status_code == 200
    noor.refresh_from_db()
    assert (noor.status, SalonExport.objects.count()) == (S.ACTIVE, 0)


def test_closing_and_downloading_want_a_fresh_second_factor(
    noor, owner, people, archive, time_machine
):
    give_app(people.owner)
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    for path in (f"{ACCOUNT}close/", f"{ACCOUNT}exports/{archive.pk}/"):
        assert owner.get(path).url == f"/en/account/confirm/?{urlencode({'next': path})}"
    assert owner.post(f"{ACCOUNT}close/", {"typed": "noor"}).status_code == 302
    assert owner.post(f"{ACCOUNT}exports/").status_code == 302
    noor.refresh_from_db()
    assert (noor.status, SalonExport.objects.count()) == (S.ACTIVE, 1)


def test_closing_is_for_owners(noor, browsers):
    others = {who: browser for who, browser in browsers.items() if who != "owner"}
    answers = {who: b.post(f"{ACCOUNT}close/", {"typed": "noor"}) for who, b in others.items()}
    assert {answer.status_code for answer in answers.values()} == {302}
    noor.refresh_from_db()
    assert noor.status == S.ACTIVE


def test_platform_admin_does_not_close_it_here(noor, boss):
    assert boss.post(f"{ACCOUNT}close/", {"typed": "noor"}).url == "/manage/"
    noor.refresh_from_db()
    assert noor.status == S.ACTIVE
    assert boss.get(ACCOUNT).status_code == 200
    assert "Make an archive" not in text_of(boss)
