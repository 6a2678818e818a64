"""What somebody at the desk writes down."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from booking.domain.availability import VisitRequest
from booking.domain.desk.customers import Guest
from booking.enums import AppointmentStatus, Source
from booking.models import AppointmentSeries

_S = AppointmentStatus


@dataclass(frozen=True, kw_only=True)
class DeskVisit:
    """What somebody at the desk writes down.

    ``pay_within``: she is sent to pay what the salon's terms ask when booking, and the time is held
    so long; otherwise nothing is due now. ``overbooking_reason``: beside others where it must be.
    ``key``: of the sheet that it is written on, by which a second sending is known.
    """

    visit: VisitRequest
    guest: Guest
    by: Any
    source: Source = Source.SALON
    status: AppointmentStatus = _S.CONFIRMED
    pay_within: timedelta | None = None
    overbooking_reason: str = ""
    note: str = ""
    series: AppointmentSeries | None = None
    key: str | None = None
    vat_rate_percent: int
