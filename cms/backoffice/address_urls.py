"""The salon's web addresses, under /manage/addresses/."""

from django.urls import path

from cms.backoffice.views import address_changes, addresses

address_urlpatterns = [
    path("addresses/", addresses.AddressesView.as_view(), name="backoffice_addresses"),
    path("addresses/claims/<int:pk>/", addresses.ClaimView.as_view(), name="backoffice_claim"),
    path("addresses/claims/<int:pk>/check/", address_changes.check, name="backoffice_claim_check"),
    path(
        "addresses/claims/<int:pk>/activate/",
        address_changes.activate,
        name="backoffice_claim_activate",
    ),
    path(
        "addresses/claims/<int:pk>/remove/",
        address_changes.RemoveClaimView.as_view(),
        name="backoffice_claim_remove",
    ),
    path(
        "addresses/<int:pk>/primary/",
        address_changes.PrimaryView.as_view(),
        name="backoffice_address_primary",
    ),
    path(
        "addresses/<int:pk>/remove/",
        address_changes.RemoveView.as_view(),
        name="backoffice_address_remove",
    ),
]
