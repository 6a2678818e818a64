"""A salon's host (the salon's schema)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from cms.urls import page_urlpatterns, plain_urlpatterns
from config.urls.media import media_urlpatterns

urlpatterns = [
    path("manage/", include(wagtailadmin_urls)),
    *plain_urlpatterns,
    *media_urlpatterns(settings.MEDIA_URL),
    *i18n_patterns(
        # The storefront comes last: its pages take every address that is left.
        *page_urlpatterns,
    ),
]
