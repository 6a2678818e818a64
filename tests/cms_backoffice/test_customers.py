"""The customers' pages: who sees whom, what is masked, what each right lets do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEntry
from booking.domain.customers.family import add_member
from booking.domain.customers.health import Consent, keep_health
from booking.domain.customers.records import found_record, record_of, write_notes
from booking.models import Appointment, CustomerRecord, HealthNote
from foundation.masking import mask_phone
from tests.accounts_factories import UserFactory
from tests.booking.conftest import TEN_O_CLOCK, book

LIST = "/manage/customers/"


@pytest.fixture
def customer(catalogue):
    """Somebody who comes to the first stylist on Sunday."""
    catalogue.customer.first_name, catalogue.customer.last_name = "Noura", "Saleh"
    catalogue.customer.save()
    booked = book(catalogue, staff=catalogue.stylists[0])
    Appointment.objects.filter(pk=booked.pk).update(status="confirmed", hold_expires_at=None)
    return catalogue.customer


@pytest.fixture
def page(customer):
    return f"{LIST}{customer.pk}/"


@pytest.fixture
def other(catalogue, customer):
    """Somebody who comes to the second stylist."""
    other = UserFactory(first_name="Mona")
    book(catalogue, staff=catalogue.stylists[1], customer=other, start=TEN_O_CLOCK)
    return other


def text(response):
    return response.content.decode()


def test_list_shows_numbers_to_those_who_see_contacts(browsers, customer):
    masked = mask_phone(customer.phone_number)
    for who, shown in (("owner", customer.display_phone), ("stylist", masked)):
        answer = text(browsers[who].get(LIST))
        assert "Noura Saleh" in answer
        assert shown in answer
        assert (customer.display_phone in answer) is (who == "owner")


def test_stylist_sees_her_own_customers_alone(browsers, customer, other):
    assert "Mona" not in text(browsers["stylist"].get(LIST))
    assert browsers["stylist"].get(f"{LIST}{other.pk}/").status_code == 404
    assert "Mona" in text(browsers["reception"].get(LIST))


@pytest.mark.parametrize("who", ["stranger", "customer", "nobody"])
def test_others_are_sent_away(browsers, page, who):
    for address in (LIST, page, f"{page}health/"):
        assert browsers[who].get(address).status_code in (302, 403)


@pytest.mark.parametrize("query", ["q=%25", "p=99999999999", "p=0", "p=%D9%A2", "only=x", "tag=x"])
def test_odd_questions_get_a_list(owner, customer, query):
    assert owner.get(f"{LIST}?{query}").status_code == 200


def test_nobody_is_at_any_other_number(owner, customer):
    for number in (0, 10**9, 10**30):
        assert owner.get(f"{LIST}{number}/").status_code == 404


def test_list_costs_the_same_with_one_and_many(owner, customer):
    owner.get(LIST)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            owner.get(LIST)
        counts.append(len(captured))
        for _more in range(12):
            record_of(UserFactory().pk)
    assert counts[0] == counts[1]


def test_notes_and_tags_are_saved(browsers, customer, page):
    sent = {"notes": "Prefers tea", "new_tags": "vip، عروس"}
    assert browsers["reception"].post(page, sent).status_code == 302
    record = found_record(customer.pk)
    assert (record.notes, record.tags) == ("Prefers tea", ["vip", "عروس"])
    browsers["reception"].post(page, {"notes": "", "chosen": ["vip"], "new_tags": ""})
    record.refresh_from_db()
    assert (record.notes, record.tags) == ("", ["vip"])


def test_too_many_tags_are_refused_with_words(owner, customer, page):
    answer = owner.post(page, {"notes": "x", "new_tags": ",".join(map(str, range(21)))})
    assert "At most 20 tags" in text(answer)
    assert found_record(customer.pk) is None


def test_stylist_reads_notes_and_writes_none(browsers, people, customer, page):
    write_notes(customer.pk, notes="Prefers tea", tags=["vip"], actor=people.owner)
    answer = text(browsers["stylist"].get(page))
    assert "Prefers tea" in answer
    assert "115" not in answer.split("Appointments")[0]
    assert browsers["stylist"].post(page, {"notes": "x", "new_tags": ""}).status_code == 302
    assert found_record(customer.pk).notes == "Prefers tea"


def test_family_is_shown(browsers, customer, page, catalogue):
    member = add_member(customer, name="Sara", relation="daughter")
    Appointment.objects.update(member=member)
    appointment = Appointment.objects.get()
    day = "/manage/appointments/?day=2030-01-06"
    for address in (page, f"/manage/appointments/{appointment.pk}/", day):
        assert "Sara" in text(browsers["reception"].get(address))


def test_blocking_and_unblocking(owner, browsers, customer, page):
    assert owner.post(f"{page}block/", {"reason": ""}).status_code == 200
    assert found_record(customer.pk) is None
    owner.post(f"{page}block/", {"reason": "three missed visits"})
    assert CustomerRecord.objects.values_list("is_blocked", "blocked_reason").get() == (
        *(True, "three missed visits"),
    )
    assert "three missed visits" not in text(browsers["reception"].get(page))
    owner.post(f"{page}block/", {"unblock": "1"})
    assert not found_record(customer.pk).is_blocked


@pytest.mark.parametrize("who", ["reception", "stylist"])
def test_others_neither_block_nor_merge(browsers, customer, page, who):
    for step in ("block/", "merge/"):
        assert browsers[who].get(page + step).status_code == 302
        assert browsers[who].post(page + step, {"reason": "x", "other": "1"}).status_code == 302
    assert found_record(customer.pk) is None


def test_two_are_merged_whichever_page_it_is_done_on(owner, customer, people):
    shell = UserFactory(first_name="Nora", is_phone_verified=False, phone_verified_at=None)
    write_notes(shell.pk, notes="old number", tags=[], actor=people.owner)
    address = f"{LIST}{shell.pk}/merge/"
    assert "Noura" in text(owner.get(f"{address}?q=noura"))
    answer = owner.post(address, {"other": str(customer.pk)})
    assert answer["Location"].endswith(f"{LIST}{customer.pk}/")
    assert found_record(customer.pk).notes == "old number"
    assert owner.get(f"{LIST}{shell.pk}/").status_code == 404


@pytest.mark.parametrize("sent", ["", "x", "999999999", "9" * 40])
def test_merging_with_nobody_is_not_found(owner, customer, page, sent):
    assert owner.post(f"{page}merge/", {"other": sent}).status_code == 404


def test_two_who_sign_in_are_not_merged(owner, customer, other, page):
    answer = owner.post(f"{page}merge/", {"other": str(other.pk)}, follow=True)
    assert "signs in with a number of her own" in text(answer)
    assert Appointment.objects.filter(customer=other).exists()


@pytest.fixture
def health(customer):
    return keep_health(
        customer.pk, allergies="nuts", notes="", consent=Consent("Yes."), actor=customer
    )


@pytest.mark.parametrize(("who", "sees"), [("owner", 1), ("stylist", 1), ("reception", 0)])
def test_health_is_read_by_whoever_treats_her_and_logged(browsers, page, health, who, sees):
    answer = text(browsers[who].get(f"{page}health/"))
    assert ("nuts" in answer) is bool(sees)
    read = AuditEntry.objects.filter(additional_data__verb="health_read")
    assert read.count() == sees
    assert "nuts" not in text(browsers[who].get(page))


def test_health_that_was_told_needs_her_consent(owner, customer, page):
    refused = owner.post(f"{page}health/", {"allergies": "latex"})
    assert "Without her agreement" in text(refused)
    assert not HealthNote.objects.exists()
    owner.post(f"{page}health/", {"allergies": "latex", "consent": "on"})
    assert HealthNote.objects.get().allergies == "latex"
    owner.post(f"{page}health/", {"withdraw": "1"})
    assert not HealthNote.objects.exists()


def test_appointment_leads_to_the_customer(owner, customer, page):
    appointment = Appointment.objects.get()
    assert f'href="{page}"' in text(owner.get(f"/manage/appointments/{appointment.pk}/"))
