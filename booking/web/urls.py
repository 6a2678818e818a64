"""Booking on a salon's host: under a language prefix, and what programs ask for."""

from django.urls import path

from booking.web import (
    confirm,
    family,
    guests,
    health,
    hold,
    mine,
    staff_feeds,
    start,
    visit_link,
    waitlist,
    waitlist_offer,
)
from booking.web.changing import cancelling, moving, services

urlpatterns = [
    path("book/", start.book_start, name="book_start"),
    path("book/hold/", hold.book_hold, name="book_hold"),
    # Addresses of times from before they were held.
    path("book/confirm/", hold.book_link, name="book_link"),
    path("book/confirm/<uuid:appointment_id>/", confirm.book_confirm, name="book_confirm"),
    path("book/confirm/<uuid:appointment_id>/release/", hold.book_release, name="book_release"),
    path("book/wait/", waitlist.book_wait, name="book_wait"),
    path("offer/<str:token>/", waitlist_offer.offer_page, name="waitlist_offer"),
    path("my/waiting/<uuid:entry_id>/withdraw/", waitlist.withdraw, name="waitlist_withdraw"),
    path("my/", mine.my_appointments, name="my_appointments"),
    path("my/family/", family.my_family, name="my_family"),
    path("my/family/<int:member_id>/", family.my_family_member, name="my_family_member"),
    path("my/family/<int:member_id>/archive/", family.my_family_archive, name="my_family_archive"),
    path("my/health/", health.my_health, name="my_health"),
    path("my/health/withdraw/", health.my_health_withdraw, name="my_health_withdraw"),
    path("my/<uuid:appointment_id>/", mine.appointment_detail, name="appointment_detail"),
    path(
        "my/<uuid:appointment_id>/cancel/", cancelling.appointment_cancel, name="appointment_cancel"
    ),
    path("my/<uuid:appointment_id>/move/", moving.appointment_move, name="appointment_move"),
    path(
        "my/<uuid:appointment_id>/move/preview/",
        moving.appointment_move_preview,
        name="appointment_move_preview",
    ),
    path(
        "my/<uuid:appointment_id>/services/",
        services.appointment_services,
        name="appointment_services",
    ),
    path("my/<uuid:appointment_id>/calendar.ics", mine.appointment_ics, name="appointment_ics"),
    path("visit/<str:token>/", guests.guest_visit, name="guest_visit"),
    path("visit/<str:token>/calendar.ics", guests.guest_visit_ics, name="guest_visit_ics"),
]
# What programs ask for and messages hold: in no language of the address.
plain_urlpatterns = [
    path("v/<slug:reference>", visit_link.visit_link, name="visit_link"),
    path("calendar/<str:token>.ics", staff_feeds.staff_calendar_feed, name="staff_calendar_feed"),
]
