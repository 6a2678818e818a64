from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from booking.domain.spoken_times import clock_time, duration_text
from booking.web.clock import months_title, part_of_day

pytestmark = pytest.mark.unit
RIYADH = ZoneInfo("Asia/Riyadh")
SUNDAY = date(2030, 1, 6)


PARTS = {7: "morning", 9: "afternoon", 13: "afternoon", 14: "evening", 20: "evening"}
PARTS |= {21: "night", 23: "night"}


@pytest.mark.parametrize(("hour_in_utc", "part"), PARTS.items())
def test_part_of_day_follows_the_salon_clock(hour_in_utc, part):
    instant = datetime(2030, 1, 6, hour_in_utc, tzinfo=UTC)
    assert part_of_day(instant, SUNDAY, RIYADH) == part


@pytest.mark.parametrize(("language", "text"), [("en", "1:30\xa0PM"), ("ar", "1:30\xa0م")])
def test_clock_time_is_in_the_zone_and_the_language(language, text):
    with translation.override(language):
        assert clock_time(datetime(2030, 1, 6, 10, 30, tzinfo=UTC), RIYADH) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(45, "45\xa0min"), (60, "1\xa0h"), (90, "1\xa0h\xa030\xa0min"), (0, "0\xa0min")],
)
def test_duration_text(minutes, text):
    with translation.override("en"):
        assert duration_text(minutes) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2030, 1, 6), date(2030, 1, 19), "January 2030"),
        (date(2030, 1, 20), date(2030, 2, 2), "January – February 2030"),
        (date(2029, 12, 25), date(2030, 1, 7), "December 2029 – January 2030"),
    ],
)
def test_months_title(first, last, text):
    with translation.override("en"):
        assert months_title(first, last) == text
