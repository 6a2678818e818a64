"""Mounted at /api/."""

from django.urls import path

from booking.api.appointments import views as appointments
from booking.api.availability import views as availability
from booking.api.family import views as family

urlpatterns = [
    path("availability/", availability.AvailabilityView.as_view(), name="api_availability"),
    path("availability/days/", availability.FreeDaysView.as_view(), name="api_availability_days"),
    path("availability/next/", availability.NextSlotView.as_view(), name="api_availability_next"),
    path("availability/why/", availability.WhyView.as_view(), name="api_availability_why"),
    path("family/", family.FamilyView.as_view(), name="api_family"),
    path("family/<int:member_id>/", family.FamilyMemberView.as_view(), name="api_family_member"),
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
]
