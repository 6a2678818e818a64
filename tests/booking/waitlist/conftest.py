"""The small salon, and somebody who waits in it."""

import pytest

from tests.booking.waitlist.waiting import join, make_small_salon


@pytest.fixture
def salon(in_noor, frozen_now):
    return make_small_salon()


@pytest.fixture
def entry(salon):
    return join(salon)
