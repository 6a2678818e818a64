"""Opening hours, seasons and holidays of a demo salon as rows."""

from datetime import date

from django.utils import timezone

from cms.seeding.demo.catalogue import DemoHoliday, DemoSalon, DemoSeason
from salons.domain.calendar.hijri import gregorian_of, hijri_of
from salons.models import OpeningHours, Season, SeasonHours, SpecialDay, SpecialHours


def write_hours(salon: DemoSalon) -> None:
    """Replace the hours that every salon begins with by the demo's."""
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=day, starts=starts, ends=ends) for day, starts, ends in salon.hours
    )
    for season in salon.seasons:
        _write_season(season)
    for holiday in salon.holidays:
        _write_holiday(holiday)


def _write_season(season: DemoSeason) -> None:
    (first_month, first_day), (last_month, last_day) = season.first, season.last
    row = Season(
        first_month=first_month,
        first_day=first_day,
        last_month=last_month,
        last_day=last_day,
        **season.name.fields("label"),
    )
    row.hours = [
        SeasonHours(weekday=day, starts=starts, ends=ends) for day, starts, ends in season.hours
    ]
    row.full_clean()
    row.save()


def _write_holiday(holiday: DemoHoliday) -> None:
    row = SpecialDay(date=_next(holiday), **holiday.name.fields("label"))
    row.hours = [SpecialHours(starts=starts, ends=ends) for starts, ends in holiday.hours]
    row.save()


def _next(holiday: DemoHoliday) -> date:
    """Return when the Hijri date comes next."""
    today = timezone.localdate()
    year = hijri_of(today)[0]
    days = (gregorian_of(each, holiday.month, holiday.day) for each in (year, year + 1))
    return next(day for day in days if day >= today)
