"""Payment pages, below the language prefix of a salon's host."""

from django.urls import path

from billing.web import views

urlpatterns = [
    path("pay/for/<uuid:appointment_id>/", views.start, name="payment_start"),
    path("pay/<uuid:payment_id>/", views.pay, name="payment_page"),
    path("pay/<uuid:payment_id>/return/", views.come_back, name="payment_return"),
]
