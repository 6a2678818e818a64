"""The catalogue, hours and rules of a salon as one search needs them: read once, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from booking.domain.engine.hours import ClockSpan, Exceptional, Weekly
from foundation.localized import Localized
from salons.models import Anybody, BestTimes, Season

# A stretch of instants in whole minutes of the epoch, with words of the owner.
Stretch = tuple[int, int, str]


@dataclass(frozen=True)
class Place:
    """Where the salon is on the globe and in the calendar."""

    zone: ZoneInfo
    coordinates: tuple[float, float] | None
    hijri_offset_days: int
    is_vat_registered: bool


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The booking rules; names as in ``salons.BookingRules``."""

    slot_step_minutes: int
    minimum_notice_minutes: int
    horizon_days: int
    same_day_cutoff: time | None
    salon_daily_cap: int | None
    staff_daily_cap: int | None
    longest_wait_minutes: int
    best_times: BestTimes
    anybody: Anybody
    prayer_pause_minutes: int
    friday_pause: ClockSpan | None
    hold_minutes: int


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """One wanted service."""

    id: int
    name_ar: str
    name_en: str
    duration_minutes: int
    processing_minutes: int
    finishing_minutes: int
    buffer_before_minutes: int
    cleanup_minutes: int
    price_kind: str
    price_minor: int
    women_staff_only: bool
    resource_type_id: int | None
    capacity: int
    minimum_notice_minutes: int | None
    horizon_days: int | None
    needs_patch_test: bool

    name = Localized("name")


@dataclass(frozen=True, kw_only=True)
class AddOnFacts:
    """One wanted add-on."""

    id: int
    name_ar: str
    name_en: str
    minutes: int
    price_minor: int
    service_ids: frozenset[int]

    name = Localized("name")


@dataclass(frozen=True)
class UnitFacts:
    """One room, chair or device."""

    id: int
    type_id: int
    name: str


@dataclass(frozen=True)
class SkillFacts:
    """That somebody does a service; her own length and price where she has some."""

    duration_minutes: int | None
    price_minor: int | None


@dataclass(frozen=True, kw_only=True)
class StaffFacts:
    """Somebody who does at least one of the wanted services."""

    id: int
    name_ar: str
    name_en: str
    is_woman: bool
    daily_cap: int | None
    sort_order: int
    skills: Mapping[int, SkillFacts]
    shifts: Weekly
    breaks: Weekly
    break_labels: Mapping[tuple[int, time], str]
    absences: tuple[Stretch, ...]
    extra_hours: tuple[Stretch, ...]
    # Grows with each booking: the lowest has waited longest. 0 where nobody asked for it.
    latest_booking: int = 0

    name = Localized("name")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that is known before anybody's bookings are looked at."""

    place: Place
    rules: Rules
    opening: Weekly
    special_days: Mapping[date, Exceptional]
    seasons: tuple[tuple[Season, Weekly], ...]
    services: Mapping[int, ServiceFacts]
    add_ons: Mapping[int, AddOnFacts]
    staff: Mapping[int, StaffFacts]
    units: tuple[UnitFacts, ...]
    # What the shortest service takes of a person's day.
    shortest: int
