"""The platform's administration, on the platform's host only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

# Third parties register themselves.
IN_SALONS = frozenset({"taggit", "wagtailcore", "wagtaildocs", "wagtailimages"})


class PlatformAdminSite(AdminSite):
    """Signs in by phone code like everybody else; lets in active platform admins."""

    site_header = _("Salon platform")
    site_title = _("Salon platform")
    index_title = _("Administration")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out models of the salons' schemas: they have no table here."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        shared = [model for model in models if model._meta.app_label not in IN_SALONS]
        super().register(shared, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return bool(user.is_active and user.is_superuser and user.is_phone_verified)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect_to_login(request.GET.get("next") or "/admin/")
