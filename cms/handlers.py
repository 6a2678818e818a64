"""What the storefront adds when a salon is made."""

from typing import Any

from cms.domain.roles import seed_roles
from cms.seeding.pages import seed_pages, set_site_address


def on_template_seeding(sender: Any, **kwargs: Any) -> None:
    """Give the template schema its roles, languages and pages; every new salon copies them."""
    seed_roles()
    seed_pages()


def on_salon_created(sender: Any, tenant: Any, **kwargs: Any) -> None:
    """Tell Wagtail the salon's host, so that links in previews and messages are right."""
    set_site_address(tenant)
