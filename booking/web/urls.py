"""Booking on a salon's host, under a language prefix."""

from django.urls import path

from booking.web import confirm, mine, start, waitlist, waitlist_offer

urlpatterns = [
    path("book/", start.book_start, name="book_start"),
    path("book/confirm/", confirm.book_confirm, name="book_confirm"),
    path("book/wait/", waitlist.book_wait, name="book_wait"),
    path("offer/<str:token>/", waitlist_offer.offer_page, name="waitlist_offer"),
    path("my/waiting/<uuid:entry_id>/withdraw/", waitlist.withdraw, name="waitlist_withdraw"),
    path("my/", mine.my_appointments, name="my_appointments"),
    path("my/<uuid:appointment_id>/", mine.appointment_detail, name="appointment_detail"),
    path("my/<uuid:appointment_id>/cancel/", mine.appointment_cancel, name="appointment_cancel"),
    path("my/<uuid:appointment_id>/calendar.ics", mine.appointment_ics, name="appointment_ics"),
]
