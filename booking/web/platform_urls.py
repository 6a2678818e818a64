"""Booking on the platform's own host, under a language prefix."""

from django.urls import path

from booking.web import platform

urlpatterns = [path("my/", platform.my_appointments, name="my_appointments")]
