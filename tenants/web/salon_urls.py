"""Addresses on a salon's host, below the language."""

from django.urls import path

from tenants.web.invitations import invitation_page

urlpatterns = [
    path("account/invitation/<str:token>/", invitation_page, name="account_invitation"),
]
