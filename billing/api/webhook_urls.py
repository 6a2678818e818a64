"""The provider's address, on the platform's host as well: one address serves every salon."""

from django.urls import path

from billing.api.views import MoyasarWebhookView

urlpatterns = [
    path("webhooks/moyasar/", MoyasarWebhookView.as_view(), name="api_moyasar_webhook"),
]
