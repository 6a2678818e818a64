"""Every route of the sandbox."""

from __future__ import annotations

from . import control, home, inbox
from .authentica import routes as authentica_routes
from .dns import page as dns_page
from .moyasar import (
    challenge_routes,
    invoice_routes,
    payment_routes,
    token_routes,
    webhook_routes,
)
from .oidc import routes as oidc_routes
from .routing import Route

ROUTES: tuple[Route, ...] = (
    *home.ROUTES,
    *inbox.ROUTES,
    *control.ROUTES,
    *dns_page.ROUTES,
    *payment_routes.ROUTES,
    *challenge_routes.ROUTES,
    *token_routes.ROUTES,
    *invoice_routes.ROUTES,
    *webhook_routes.ROUTES,
    *authentica_routes.ROUTES,
    *oidc_routes.ROUTES,
)
