"""What a card of the price list says, and ticking add-ons."""

import re

import pytest

from salons.models import Service, StaffMember
from tests.booking.web.holding import confirm
from tests.booking.web.menu import add_on, another_service, own
from tests.clients import client_of


def page(client, query="", language="en"):
    return client.get(f"/{language}/book/?step=services{query}").content.decode()


def text_of(html):
    """Return the words of a page, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ")


def fields(html, kind):
    """Return what is ticked of one name."""
    return re.findall(rf'name="{kind}" value="([^"]*)" checked', html)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"price_kind": "from"}, "from SAR 115"),
        ({"processing_minutes": 30, "finishing_minutes": 15}, "1 h 45 min"),
        ({"clientele": "children"}, "for children"),
        ({"women_staff_only": True}, "by women only"),
        ({"capacity": 8}, "class for up to 8"),
        ({"needs_patch_test": True}, "Patch test: have one 48 hours before."),
    ],
)
def test_card_says_what_the_service_is(visitor, catalogue, facts, words):
    assert words not in text_of(page(visitor))
    Service.objects.update(**facts)
    assert words in text_of(page(visitor))


def test_card_says_when_price_and_length_depend_on_the_person(visitor, catalogue):
    lama = catalogue.stylists[0]
    own(lama, catalogue.service, price_minor=9000, duration_minutes=45)
    words = text_of(page(visitor))
    assert ("from SAR 90" in words, "depends on the person" in words) == (True, True)
    assert "45 min – 1 h" in words


def test_service_by_women_only_is_not_offered_when_only_men_do_it(visitor, catalogue):
    Service.objects.update(women_staff_only=True)
    StaffMember.objects.update(gender="men")
    assert catalogue.service.name_en not in page(visitor)


def test_add_ons_stand_under_their_service_with_length_and_price(visitor, catalogue):
    gloss = add_on(catalogue.service)
    words = text_of(page(visitor))
    assert "Gloss +15 min +SAR 40" in words
    assert fields(page(visitor, f"&service={catalogue.service.pk}"), "add") == []
    value = f"{catalogue.service.pk}-{gloss.pk}"
    chosen = page(visitor, f"&service={catalogue.service.pk}&add={value}")
    assert fields(chosen, "add") == [value]


def test_ticked_add_on_counts_in_the_sum(visitor, catalogue):
    gloss = add_on(catalogue.service)
    query = f"&service={catalogue.service.pk}&add={catalogue.service.pk}-{gloss.pk}"
    words = text_of(page(visitor, query))
    assert ("SAR 155" in words, "1 h 15 min" in words) == (True, True)


def test_archived_add_on_in_the_address_is_said(visitor, catalogue):
    gloss = add_on(catalogue.service)
    query = f"&service={catalogue.service.pk}&add={catalogue.service.pk}-{gloss.pk}"
    gloss.is_archived = True
    gloss.save()
    html = page(visitor, query)
    assert "is no longer offered" in html
    assert "Gloss" not in html


def test_add_on_of_another_service_does_not_count(visitor, catalogue):
    other = another_service(catalogue)
    gloss = add_on(other)
    html = page(visitor, f"&service={catalogue.service.pk}&add={catalogue.service.pk}-{gloss.pk}")
    assert fields(html, "add") == []
    assert "SAR 155" not in text_of(html)


def test_too_many_add_ons_are_cut_and_said(visitor, catalogue):
    pk = catalogue.service.pk
    extras = [add_on(catalogue.service, name=f"Extra {n}") for n in range(6)]
    query = f"&service={pk}" + "".join(f"&add={pk}-{extra.pk}" for extra in extras)
    html = page(visitor, query)
    assert len(fields(html, "add")) == 5
    assert "up to 5 add-ons" in html


def test_limits_are_said_in_words(visitor, catalogue):
    for number in range(6):
        add_on(catalogue.service, name=f"Extra {number}")
    words = text_of(page(visitor))
    assert ("up to 5 for one visit" in words, "Up to 5 of them." in words) == (True, True)


def test_add_ons_and_people_take_no_more_queries(
    visitor, catalogue, django_assert_num_queries, django_assert_max_num_queries
):
    add_on(catalogue.service)
    page(visitor)
    with django_assert_max_num_queries(23) as one:
        page(visitor)
    for number in range(4):
        another = another_service(catalogue, women_staff_only=True)
        add_on(another, catalogue.service, name=f"More {number}")
    with django_assert_num_queries(len(one)):
        assert page(visitor).count("data-service") == 5


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whole_path_with_an_add_on(catalogue, language):
    gloss = add_on(catalogue.service)
    pk = catalogue.service.pk
    customer = client_of(catalogue.customer, "noor.localhost")
    times = customer.get(f"/{language}/book/?service={pk}&add={pk}-{gloss.pk}&day=2030-01-06")
    slot = re.search(r'class="slot" formaction="([^"]*)"', times.content.decode()).group(1)
    slot = slot.replace("&amp;", "&")
    confirm(customer, slot.partition("?")[2], language=language)
    appointment = catalogue.customer.appointments.get()
    (item,) = appointment.items.all()
    assert (appointment.total_minor, item.duration_minutes, item.add_ons) == (
        15500,
        75,
        [
            {"id": gloss.pk, "name_ar": "Gloss ع", "name_en": "Gloss", "minutes": 15}
            | {"price_minor": 4000}
        ],
    )
