"""A person for the whole visit, or for one service, with her own price and length."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from booking.models import AppointmentItem
from salons.models import Service, StaffMember
from tests.booking.web.holding import confirm, hold
from tests.booking.web.menu import another_service, own
from tests.booking.web.test_services_step import text_of
from tests.booking.web.test_start import DAY, part, slots, times_page
from tests.salons.factories import StaffMemberFactory


def people(html):
    """Return the notes under the people of the strip."""
    notes = re.findall(r'<span class="person__note">(.*?)</span>\s*</label>', html, re.DOTALL)
    return [text_of(note).strip() for note in notes][1:]


def options(html):
    return [text_of(each) for each in re.findall(r"<option[^>]*>([^<]*)</option>", html)]


def basket(html):
    found = re.search(r'<aside[^>]*id="basket".*?</aside>', html, re.DOTALL)
    return text_of(found.group(0))


def photo(number):
    return Image.objects.create(title="x", file=get_test_image_file(filename=f"{number}.png"))


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.fixture
def second(catalogue):
    """Another service, by both."""
    return another_service(catalogue, name_en="Blow-dry", price_minor=5000, duration_minutes=30)


def test_people_say_their_price_and_length_where_these_differ(visitor, catalogue):
    lama = catalogue.stylists[0]
    assert people(times_page(visitor, catalogue)) == ["", ""]
    own(lama, catalogue.service, price_minor=15000, duration_minutes=75)
    notes = people(times_page(visitor, catalogue))
    assert notes == ["SAR 150 · 1 h 15 min", "SAR 115 · 1 h"]


def test_sum_before_a_time_is_chosen_is_that_of_the_person(visitor, catalogue):
    lama = catalogue.stylists[0]
    own(lama, catalogue.service, price_minor=15000, duration_minutes=75)
    anybody = basket(times_page(visitor, catalogue))
    assert ("from SAR 115" in anybody, "1 h – 1 h 15 min" in anybody) == (True, True)
    hers = basket(times_page(visitor, catalogue, f"&staff={lama.pk}"))
    assert ("from" in hers, "SAR 150" in hers, "1 h 15 min" in hers) == (False, True, True)


def test_sum_follows_when_htmx_asks_for_another_person(visitor, catalogue):
    lama = catalogue.stylists[0]
    own(lama, catalogue.service, price_minor=15000)
    html = times_page(visitor, catalogue, f"&staff={lama.pk}", **part("calendar"))
    assert 'id="basket" hx-swap-oob="innerHTML"' in html
    assert "SAR 150" in basket(html)


def test_one_service_has_no_choice_of_people_by_service(visitor, catalogue):
    assert "<select" not in times_page(visitor, catalogue)


def test_each_service_can_have_its_own_person(visitor, catalogue, second):
    lama, amal = catalogue.stylists
    own(amal, second, price_minor=8000, duration_minutes=45)
    html = times_page(visitor, catalogue, f"&service={second.pk}&staff={lama.pk}")
    assert 'class="by-service">' in html
    assert options(html)[3:] == [
        "As chosen above",
        f"{lama.name_en} · SAR 50 · 30 min",
        f"{amal.name_en} · SAR 80 · 45 min",
    ]
    split = times_page(
        visitor, catalogue, f"&service={second.pk}&staff={lama.pk}&by={second.pk}-{amal.pk}"
    )
    assert f'value="{second.pk}-{amal.pk}" selected' in split
    assert 'class="by-service" open' in split
    assert "SAR 195" in basket(split)
    assert slots(split)


def test_visit_is_booked_with_each_of_them(customer, catalogue, second):
    lama, amal = catalogue.stylists
    query = (
        f"service={catalogue.service.pk}&service={second.pk}&staff={lama.pk}"
        f"&by={second.pk}-{amal.pk}&day={DAY}&start=20300106T0700Z"
    )
    html = confirm(customer, query)[0].content.decode()
    assert (f"with {lama.name_en}" in html, f"with {amal.name_en}" in html) == (True, True)
    done = AppointmentItem.objects.order_by("position").values_list("service_id", "staff_id")
    assert list(done) == [(catalogue.service.pk, lama.pk), (second.pk, amal.pk)]


def test_service_by_women_only_shows_only_women(visitor, catalogue, second):
    man = StaffMemberFactory(name_en="Faisal", gender="men", services=[catalogue.service, second])
    query = f"&service={second.pk}"
    assert "Faisal" in times_page(visitor, catalogue, query)
    Service.objects.filter(pk=second.pk).update(women_staff_only=True)
    html = times_page(visitor, catalogue, query)
    assert [each.split(" · ")[0] for each in options(html)].count("Faisal") == 1
    assert people(html)[-1] == "1 of 2 services"
    Service.objects.update(women_staff_only=True)
    assert "Faisal" not in times_page(visitor, catalogue, f"{query}&staff={man.pk}")


def test_person_who_does_not_do_the_service_counts_as_not_chosen(visitor, catalogue, second):
    stranger = StaffMemberFactory()
    html = times_page(visitor, catalogue, f"&service={second.pk}&by={second.pk}-{stranger.pk}")
    links = re.findall(r'class="slot" formaction="([^"]*)"', html)
    assert links
    assert not any("by=" in link for link in links)


def test_person_for_a_service_who_left_meanwhile_is_said(customer, catalogue, second):
    lama = catalogue.stylists[0]
    StaffMember.objects.filter(pk=lama.pk).update(is_archived=True)
    query = f"service={second.pk}&by={second.pk}-{lama.pk}&start=20300106T0700Z"
    response = hold(customer, query)
    shown = [str(each) for each in customer.get(response.url).context["messages"]]
    assert shown == ["This team member does not do this service."]
    assert not AppointmentItem.objects.exists()


def test_guests_of_a_party_can_each_have_somebody(visitor, catalogue):
    lama, amal = catalogue.stylists
    pk = catalogue.service.pk
    html = times_page(visitor, catalogue, f"&guests=2&by={pk}-{lama.pk}&by2={pk}-{amal.pk}")
    assert ('name="staff"' in html, 'name="by2"' in html) == (False, True)
    assert html.count(" selected>") == 2
    assert slots(html)


def test_photos_of_people_and_services_take_no_queries_each(visitor, catalogue, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    two = [StaffMemberFactory(services=[catalogue.service], photo=photo(n)) for n in range(2)]
    Service.objects.filter(pk=catalogue.service.pk).update(photo=two[0].photo)
    address = f"/en/book/?service={catalogue.service.pk}"
    # The first visitor has the small pictures made.
    visitor.get(address)
    visitor.get("/en/book/")
    counts = [queries_of(visitor, page) for page in (address, "/en/book/")]
    StaffMemberFactory(services=[catalogue.service], photo=two[1].photo)
    another_service(catalogue, photo=two[1].photo)
    visitor.get("/en/book/")
    assert [queries_of(visitor, page) for page in (address, "/en/book/")] == counts
