"""Booking on the platform's own host: under a language prefix, and what programs ask for."""

from django.urls import path

from booking.web import feeds, platform

urlpatterns = [
    path("my/", platform.my_appointments, name="my_appointments"),
    path("my/calendar/", feeds.my_calendar, name="my_calendar"),
    path("my/calendar/end/", feeds.my_calendar_end, name="my_calendar_end"),
]
plain_urlpatterns = [
    path("calendar/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
]
