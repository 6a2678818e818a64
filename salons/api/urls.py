"""Mounted at /api/."""

from django.urls import path

from salons.api.views import ServiceList, StaffList

urlpatterns = [
    path("services/", ServiceList.as_view(), name="api_services"),
    path("staff/", StaffList.as_view(), name="api_staff"),
]
