"""Mounted at /api/."""

from django.urls import path

from booking.api import views

urlpatterns = [
    path("availability/", views.AvailabilityView.as_view(), name="api_availability"),
    path("appointments/", views.AppointmentsView.as_view(), name="api_appointments"),
    path(
        "appointments/<uuid:appointment_id>/",
        views.AppointmentView.as_view(),
        name="api_appointment",
    ),
    path(
        "appointments/<uuid:appointment_id>/cancel/",
        views.AppointmentCancelView.as_view(),
        name="api_appointment_cancel",
    ),
]
