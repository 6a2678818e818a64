from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingConfig(AppConfig):
    """Appointments and availability."""

    name = "booking"
    verbose_name = _("Bookings")

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        # Registers what follows from moves and what is due.
        from accounts.signals import person_absorbed, person_released
        from accounts.web.navigation import PAGES, AccountPage
        from booking import change_messages, desk_messages, handlers  # noqa: F401
        from booking.absorbing import on_person_absorbed, on_person_released
        from booking.closing import on_erasure_asked, on_salon_moved
        from booking.domain import transitions  # noqa: F401
        from booking.domain.policy import preview  # noqa: F401
        from booking.domain.staff_feeds import on_place_changed
        from booking.domain.waitlist.following import look_after_block
        from booking.exports import on_spreadsheets_asked
        from booking.models import TimeBlock
        from tenants.signals import (
            erasure_asked,
            member_joined,
            member_left,
            salon_activity,
            salon_moved,
            spreadsheets_asked,
        )

        PAGES.append(AccountPage("my_calendar", _("Calendar"), only_on_platform=True))
        person_absorbed.connect(on_person_absorbed, dispatch_uid="booking.person_absorbed")
        person_released.connect(on_person_released, dispatch_uid="booking.person_released")
        salon_activity.connect(handlers.last_booking, dispatch_uid="booking.salon_activity")
        spreadsheets_asked.connect(on_spreadsheets_asked, dispatch_uid="booking.spreadsheets")
        salon_moved.connect(on_salon_moved, dispatch_uid="booking.salon_moved")
        post_delete.connect(look_after_block, TimeBlock, dispatch_uid="booking.block_removed")
        member_joined.connect(on_place_changed, dispatch_uid="booking.member_joined")
        member_left.connect(on_place_changed, dispatch_uid="booking.member_left")
        erasure_asked.connect(on_erasure_asked, dispatch_uid="booking.erasure_asked")
