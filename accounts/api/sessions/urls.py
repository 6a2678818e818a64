"""Calls under ``/api/auth/``: sessions: renew, list, end."""

from django.urls import path

from accounts.api.sessions import views

urlpatterns = [
    path("refresh/", views.RefreshView.as_view(), name="api_refresh"),
    path("sessions/", views.SessionsView.as_view(), name="api_sessions"),
    path("sessions/<uuid:family>/", views.SessionView.as_view(), name="api_session"),
    path("logout/", views.LogoutView.as_view(), name="api_logout"),
    path("logout-all/", views.LogoutEverywhereView.as_view(), name="api_logout_all"),
]
