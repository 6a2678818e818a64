"""A time is held under a policy, which is accepted when it is confirmed."""

import pytest
from django.utils import translation

from booking.domain.policy.accepting import Acceptance
from booking.domain.policy.errors import PolicyChanged
from booking.domain.policy.held import accepting, policy_of_held
from booking.models import AgreedPolicy
from foundation.writing import write_together
from tests.booking.conftest import book
from tests.booking.policy.factories import set_rules


@pytest.fixture
def held(catalogue):
    return book(catalogue, language="ar")


def shown_in(language, appointment):
    with translation.override(language):
        return policy_of_held(appointment)


def test_policy_of_a_held_time_is_the_one_it_was_taken_under(held):
    before = AgreedPolicy.objects.get()
    set_rules(deposit_kind="percent", free_cancellation_hours=1)
    shown = shown_in("ar", held)
    assert (shown.text, shown.version) == (before.text, before.version)
    assert shown.due_now.amount == held.due_now_minor


def test_acceptance_keeps_the_language_that_was_read(held, time_machine):
    held.language = "en"
    read = shown_in("en", held)
    time_machine.shift(60)
    by_phone = Acceptance(address="192.0.2.7", device="Phone", version=read.version)
    write_together([accepting(held, acceptance=by_phone)])
    agreed = AgreedPolicy.objects.get()
    assert (agreed.language, agreed.text, agreed.version, agreed.address, agreed.device) == (
        *("en", read.text, read.version),
        *("192.0.2.7", "Phone"),
    )
    assert (agreed.accepted_at - held.created_at).total_seconds() == 60


def test_acceptance_of_other_words_is_refused(held):
    before = AgreedPolicy.objects.values().get()
    with pytest.raises(PolicyChanged):
        accepting(held, acceptance=Acceptance(version="of another day"))
    assert AgreedPolicy.objects.values().get() == before
