"""Booking on a salon's host, under a language prefix."""

from django.urls import path

from booking.web import confirm, family, health, mine, start

urlpatterns = [
    path("book/", start.book_start, name="book_start"),
    path("book/confirm/", confirm.book_confirm, name="book_confirm"),
    path("my/", mine.my_appointments, name="my_appointments"),
    path("my/family/", family.my_family, name="my_family"),
    path("my/family/<int:member_id>/", family.my_family_member, name="my_family_member"),
    path("my/family/<int:member_id>/archive/", family.my_family_archive, name="my_family_archive"),
    path("my/health/", health.my_health, name="my_health"),
    path("my/health/withdraw/", health.my_health_withdraw, name="my_health_withdraw"),
    path("my/<uuid:appointment_id>/", mine.appointment_detail, name="appointment_detail"),
    path("my/<uuid:appointment_id>/cancel/", mine.appointment_cancel, name="appointment_cancel"),
    path("my/<uuid:appointment_id>/calendar.ics", mine.appointment_ics, name="appointment_ics"),
]
