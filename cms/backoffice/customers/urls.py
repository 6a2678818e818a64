"""Addresses of the customers' pages, under /manage/."""

from django.urls import path

from cms.backoffice.customers import block, family, health, listing, merge, page

customers_urlpatterns = [
    path("customers/", listing.CustomersView.as_view(), name="backoffice_customers"),
    path("customers/<int:customer_id>/", page.CustomerView.as_view(), name="backoffice_customer"),
    path(
        "customers/<int:customer_id>/block/",
        block.BlockView.as_view(),
        name="backoffice_customer_block",
    ),
    path(
        "customers/<int:customer_id>/family/",
        family.FamilyView.as_view(),
        name="backoffice_customer_family",
    ),
    path(
        "customers/<int:customer_id>/family/<int:member_id>/",
        family.FamilyMemberView.as_view(),
        name="backoffice_customer_member",
    ),
    path(
        "customers/<int:customer_id>/merge/",
        merge.MergeView.as_view(),
        name="backoffice_customer_merge",
    ),
    path(
        "customers/<int:customer_id>/health/",
        health.HealthView.as_view(),
        name="backoffice_customer_health",
    ),
]
