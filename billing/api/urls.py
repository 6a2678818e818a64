"""Addresses of the billing API on a salon's host, below ``/api/``."""

from django.urls import path

from billing.api import views
from billing.api.webhook_urls import urlpatterns as webhook_urlpatterns

urlpatterns = [
    path("payments/", views.StartPaymentView.as_view(), name="api_payments"),
    path("payments/<uuid:payment_id>/", views.PaymentView.as_view(), name="api_payment"),
    *webhook_urlpatterns,
]
