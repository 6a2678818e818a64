"""Addresses of opening a salon, below the language, on the platform's host."""

from django.urls import path

from cms.signup import views

urlpatterns = [
    path("open/", views.start, name="sign_up_start"),
    path("open/salon/", views.open_salon, name="sign_up"),
    path("open/check/", views.check, name="sign_up_check"),
]
