"""Addresses of the waiting list under /manage/."""

from django.urls import path

from cms.backoffice.views import waitlist

waitlist_urlpatterns = [
    path("waitlist/", waitlist.WaitlistView.as_view(), name="backoffice_waitlist"),
    path(
        "waitlist/<uuid:entry_id>/offer/",
        waitlist.WaitlistOfferView.as_view(),
        name="backoffice_waitlist_offer",
    ),
    path(
        "waitlist/<uuid:entry_id>/remove/",
        waitlist.WaitlistRemoveView.as_view(),
        name="backoffice_waitlist_remove",
    ),
]
