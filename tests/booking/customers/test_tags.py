"""Tags are kept as they were meant, however they were typed."""

import pytest

from booking.domain.customers.records import write_notes
from booking.domain.customers.tags import normalised_tags, tags_of_salon
from booking.errors import TagTooLong, TooManyTags
from booking.models import CustomerRecord
from tests.accounts_factories import UserFactory


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ([], []),
        (["", "  ", "#"], []),
        (["#VIP", "vip", " Vip "], ["VIP"]),
        (["long   hair", "عروس"], ["long hair", "عروس"]),
        (["b", "A"], ["A", "b"]),
    ],
)
def test_tags_are_normalised(typed, kept):
    assert normalised_tags(typed) == kept


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [(["x" * 31], TagTooLong), ([str(number) for number in range(21)], TooManyTags)],
)
def test_tags_beyond_a_glance_are_refused(typed, refusal):
    with pytest.raises(refusal):
        normalised_tags(typed)


def test_tags_of_the_salon_come_most_used_first(catalogue, owner):
    for tags in (["new"], ["vip", "new"], ["new", "vip", "rare"]):
        write_notes(UserFactory().pk, notes="", tags=tags, actor=owner)
    assert tags_of_salon() == ["new", "vip", "rare"]


def test_refused_tags_change_nothing(catalogue, owner):
    write_notes(catalogue.customer.pk, notes="kind", tags=["vip"], actor=owner)
    with pytest.raises(TooManyTags):
        write_notes(catalogue.customer.pk, notes="x", tags=[str(n) for n in range(21)], actor=owner)
    assert CustomerRecord.objects.values_list("notes", "tags").get() == ("kind", ["vip"])
