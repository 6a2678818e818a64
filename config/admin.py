"""The platform's administration, on the platform's host only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.domain.second_factor.requirements import admin_age
from accounts.permissions import can_act
from accounts.web.second_factor.guards import has_fresh_factor

# Third parties register themselves.
IN_SALONS = frozenset({"taggit", "wagtailcore", "wagtaildocs", "wagtailimages"})
# What proves who somebody is changes by the domain alone: told, logged, never typed in.
BY_DOMAIN = frozenset({"account", "mfa", "socialaccount"})


class PlatformAdminSite(AdminSite):
    """Signs in by phone code like everybody else; lets in active platform admins."""

    site_header = _("Salon platform")
    site_title = _("Salon platform")
    index_title = _("Administration")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out models of the salons' schemas, without a table here, and people's proofs."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        shared = [m for m in models if m._meta.app_label not in IN_SALONS | BY_DOMAIN]
        super().register(shared, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        is_admin = can_act(user) and user.is_superuser
        # The middleware sends her to show it; here nobody comes by without.
        return bool(is_admin and has_fresh_factor(request, within=admin_age()))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect_to_login(request.GET.get("next") or "/admin/")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        raise Http404

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        raise Http404
