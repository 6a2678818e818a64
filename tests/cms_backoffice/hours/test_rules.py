"""Booking rules and the profile's place: prayer pauses need to know where the salon is."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.forms.models import model_to_dict

from salons.models import BookingRules, SalonProfile

SETTINGS = "/manage/settings/salons"
RIYADH = {"latitude": Decimal("24.7136"), "longitude": Decimal("46.6753")}
NO_PLACE = "A pause at prayer times needs the place of the salon."


@pytest.fixture
def rules(catalogue):
    return BookingRules.load()


def sent(row, **changes):
    """Return the form of a row as its page sends it, empty fields included."""
    fields = model_to_dict(row) | changes
    return {name: "" if value is None else value for name, value in fields.items()}


def page_of(row):
    return f"{SETTINGS}/{row._meta.model_name}/{row.pk}/"


def send_profile(owner, **changes):
    profile = SalonProfile.load()
    return owner.post(page_of(profile), sent(profile, **changes))


def stored_place():
    return SalonProfile.objects.values_list("latitude", "longitude").get()


def test_rules_are_saved(owner, rules):
    answer = owner.post(page_of(rules), sent(rules, slot_step_minutes=20, friday_pause_starts=""))
    assert answer.status_code == 302
    assert BookingRules.objects.get().slot_step_minutes == 20


def test_pause_without_a_place_is_refused(owner, rules):
    answer = owner.post(page_of(rules), sent(rules, prayer_pause_minutes=25))
    assert NO_PLACE in answer.text
    assert BookingRules.objects.get().prayer_pause_minutes == 0


def test_pause_with_a_place_is_saved(owner, rules):
    SalonProfile.objects.update(**RIYADH)
    assert owner.post(page_of(rules), sent(rules, prayer_pause_minutes=25)).status_code == 302
    assert BookingRules.objects.get().prayer_pause_minutes == 25


def test_todays_prayers_are_shown_on_the_salons_clock(owner, rules):
    assert "say where the salon is" in owner.get(page_of(rules)).text
    SalonProfile.objects.update(**RIYADH)
    shown = re.findall(r"<dt>(\w+)</dt><dd>(\d+:\d+ [AP]M)</dd>", owner.get(page_of(rules)).text)
    assert [name for name, _at in shown] == ["Fajr", "Dhuhr", "Asr", "Maghrib", "Isha"]
    maghrib, isha = (datetime.strptime(at, "%I:%M %p") for _name, at in shown[3:])
    # The first day of Ramadan: Isha is two hours after Maghrib.
    assert (maghrib.hour, isha - maghrib) == (17, timedelta(hours=2))


@pytest.mark.parametrize("who", ["reception", "stylist"])
def test_others_do_not_change_rules(browsers, rules, who):
    assert browsers[who].post(page_of(rules), sent(rules, slot_step_minutes=20)).status_code == 302
    assert BookingRules.objects.get().slot_step_minutes == 15


def test_pasted_place_is_kept(owner, catalogue):
    answer = send_profile(owner, place="24.7136, 46.6753")
    assert answer.status_code == 302
    assert stored_place() == (Decimal("24.71360"), Decimal("46.67530"))
    assert 'value="24.71360, 46.67530"' in owner.get(page_of(SalonProfile.load())).text


def test_place_that_is_none_is_refused(owner, catalogue):
    SalonProfile.objects.update(**RIYADH)
    answer = send_profile(owner, place="near the park")
    assert "Give latitude and longitude" in answer.text
    assert stored_place() == (Decimal("24.71360"), Decimal("46.67530"))


@pytest.mark.parametrize(("pause", "status", "place"), [(0, 302, None), (25, 200, "24.71360")])
def test_place_is_kept_while_a_pause_needs_it(owner, rules, pause, status, place):
    SalonProfile.objects.update(**RIYADH)
    BookingRules.objects.update(prayer_pause_minutes=pause)
    assert send_profile(owner, place="").status_code == status
    latitude, _longitude = stored_place()
    assert latitude == (Decimal(place) if place else None)
