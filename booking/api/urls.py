"""Mounted at /api/."""

from django.urls import path

from booking.api.appointments import changing, holds
from booking.api.appointments import views as appointments
from booking.api.availability import views as availability
from booking.api.family import views as family
from booking.api.policy import views as policy
from booking.api.waitlist import views as waitlist

urlpatterns = [
    path("availability/", availability.AvailabilityView.as_view(), name="api_availability"),
    path("availability/days/", availability.FreeDaysView.as_view(), name="api_availability_days"),
    path("availability/next/", availability.NextSlotView.as_view(), name="api_availability_next"),
    path("availability/why/", availability.WhyView.as_view(), name="api_availability_why"),
    path("policy/", policy.PolicyView.as_view(), name="api_policy"),
    path("family/", family.FamilyView.as_view(), name="api_family"),
    path("family/<int:member_id>/", family.FamilyMemberView.as_view(), name="api_family_member"),
    path("appointments/", appointments.AppointmentsView.as_view(), name="api_appointments"),
    path(
        "appointments/<uuid:appointment_id>/",
        appointments.AppointmentView.as_view(),
        name="api_appointment",
    ),
    path(
        "appointments/<uuid:appointment_id>/confirm/",
        holds.ConfirmView.as_view(),
        name="api_appointment_confirm",
    ),
    path(
        "appointments/<uuid:appointment_id>/release/",
        holds.ReleaseView.as_view(),
        name="api_appointment_release",
    ),
    path(
        "appointments/<uuid:appointment_id>/cancel/",
        changing.CancelView.as_view(),
        name="api_appointment_cancel",
    ),
    path(
        "appointments/<uuid:appointment_id>/cancel/preview/",
        changing.CancelPreviewView.as_view(),
        name="api_appointment_cancel_preview",
    ),
    path(
        "appointments/<uuid:appointment_id>/reschedule/",
        changing.RescheduleView.as_view(),
        name="api_appointment_reschedule",
    ),
    path(
        "appointments/<uuid:appointment_id>/reschedule/preview/",
        changing.ReschedulePreviewView.as_view(),
        name="api_appointment_reschedule_preview",
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
