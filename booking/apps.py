from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingConfig(AppConfig):
    """Appointments and availability."""

    name = "booking"
    verbose_name = _("Bookings")

    def ready(self) -> None:
        # Registers what follows from moves and what is due.
        from booking import handlers
        from booking.domain import transitions  # noqa: F401
        from tenants.signals import salon_activity

        salon_activity.connect(handlers.last_booking, dispatch_uid="booking")
