"""Booking on a salon's host, under a language prefix."""

from django.urls import path

from booking.web import confirm, guests, mine, start

urlpatterns = [
    path("book/", start.book_start, name="book_start"),
    path("book/confirm/", confirm.book_confirm, name="book_confirm"),
    path("my/", mine.my_appointments, name="my_appointments"),
    path("my/<uuid:appointment_id>/", mine.appointment_detail, name="appointment_detail"),
    path("my/<uuid:appointment_id>/cancel/", mine.appointment_cancel, name="appointment_cancel"),
    path("my/<uuid:appointment_id>/calendar.ics", mine.appointment_ics, name="appointment_ics"),
    path("visit/<str:token>/", guests.guest_visit, name="guest_visit"),
    path("visit/<str:token>/calendar.ics", guests.guest_visit_ics, name="guest_visit_ics"),
]
