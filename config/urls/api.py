"""The API of a salon's host, its description and its browsable documentation."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from foundation.api.problems import nothing_here

open_to_all = {"permission_classes": [AllowAny], "authentication_classes": []}

urlpatterns = [
    path("auth/", include("accounts.api.urls")),
    path("", include("salons.api.urls")),
    path("", include("booking.api.urls")),
    path("", include("billing.api.urls")),
    path("schema/", SpectacularAPIView.as_view(**open_to_all), name="api_schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api_schema", **open_to_all),
        name="api_docs",
    ),
    re_path(r"", nothing_here),
]
