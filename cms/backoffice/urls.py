"""Addresses under /manage/, behind Wagtail's own gate."""

from django.urls import path

from cms.backoffice.address_urls import address_urlpatterns
from cms.backoffice.customers.urls import customers_urlpatterns
from cms.backoffice.desk.urls import desk_urlpatterns
from cms.backoffice.hours.urls import hours_urlpatterns
from cms.backoffice.people_urls import people_urlpatterns
from cms.backoffice.views import (
    account,
    appointment,
    change,
    changes,
    closing,
    day,
    feeds,
    log,
    refund,
    support,
    why,
)
from cms.backoffice.waitlist_urls import waitlist_urlpatterns
from cms.checklist.views import dismiss_step

urlpatterns = [
    path("checklist/<slug:key>/dismiss/", dismiss_step, name="backoffice_checklist_dismiss"),
    *address_urlpatterns,
    *customers_urlpatterns,
    *hours_urlpatterns,
    *people_urlpatterns,
    *waitlist_urlpatterns,
    path("salon-account/", account.AccountView.as_view(), name="backoffice_account"),
    path("salon-account/paid/", account.announce_payment, name="backoffice_account_paid"),
    path("salon-account/close/", closing.CloseView.as_view(), name="backoffice_account_close"),
    path("salon-account/reopen/", account.ask_reopening, name="backoffice_account_reopen"),
    path("salon-account/exports/", account.ask_export, name="backoffice_exports"),
    path(
        "salon-account/exports/<uuid:export_id>/",
        closing.download_export,
        name="backoffice_export",
    ),
    path("appointments/", day.DayView.as_view(), name="backoffice_day"),
    path("appointments/calendar/", feeds.FeedsView.as_view(), name="backoffice_feeds"),
    *desk_urlpatterns,
    path("appointments/why/", why.WhyView.as_view(), name="backoffice_why"),
    path("appointments/search/", day.SearchView.as_view(), name="backoffice_search"),
    path(
        "appointments/<uuid:appointment_id>/",
        appointment.AppointmentView.as_view(),
        name="backoffice_appointment",
    ),
    path(
        "appointments/<uuid:appointment_id>/change/",
        change.ChangeView.as_view(),
        name="backoffice_change",
    ),
    path(
        "appointments/<uuid:appointment_id>/cancel/",
        changes.CancelView.as_view(),
        name="backoffice_cancel",
    ),
    path(
        "appointments/<uuid:appointment_id>/record/<slug:verb>/",
        changes.record_attendance,
        name="backoffice_record",
    ),
    path(
        "payments/<uuid:payment_id>/refund/", refund.RefundView.as_view(), name="backoffice_refund"
    ),
    path("log/", log.LogView.as_view(), name="backoffice_log"),
    path("support/end/", support.end_support, name="backoffice_support_end"),
]
