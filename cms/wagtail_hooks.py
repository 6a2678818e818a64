"""How the salon's back office looks and what it offers, as hooks of Wagtail."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.backoffice import wagtail_hooks as backoffice_hooks  # noqa: F401

# Wagtail's ways to what a salon does not need; they stay for platform admins.
NOT_FOR_SALONS = frozenset({"reports", "help", "documents", "snippets"})


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    """Give the back office the house's typefaces and colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin/admin.css"))


@hooks.register("construct_main_menu")
def shorten_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what a salon does not need."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in NOT_FOR_SALONS]
