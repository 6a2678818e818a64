"""Mounted at /api/."""

from django.urls import path

from booking.api.appointments import views as appointments
from booking.api.availability import views as availability
from booking.api.waitlist import views as waitlist

urlpatterns = [
    path("availability/", availability.AvailabilityView.as_view(), name="api_availability"),
    path("availability/days/", availability.FreeDaysView.as_view(), name="api_availability_days"),
    path("availability/next/", availability.NextSlotView.as_view(), name="api_availability_next"),
    path("availability/why/", availability.WhyView.as_view(), name="api_availability_why"),
    path("appointments/", appointments.AppointmentsView.as_view(), name="api_appointments"),
    path(
        "appointments/<uuid:appointment_id>/",
        appointments.AppointmentView.as_view(),
        name="api_appointment",
    ),
    path(
        "appointments/<uuid:appointment_id>/cancel/",
        appointments.AppointmentCancelView.as_view(),
        name="api_appointment_cancel",
    ),
    path("waitlist/", waitlist.WaitlistView.as_view(), name="api_waitlist"),
    path(
        "waitlist/<uuid:entry_id>/",
        waitlist.WaitlistEntryView.as_view(),
        name="api_waitlist_entry",
    ),
    path(
        "waitlist/offers/<uuid:offer_id>/accept/",
        waitlist.OfferAcceptView.as_view(),
        name="api_waitlist_accept",
    ),
    path(
        "waitlist/offers/<uuid:offer_id>/decline/",
        waitlist.OfferDeclineView.as_view(),
        name="api_waitlist_decline",
    ),
]
