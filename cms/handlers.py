"""What the storefront adds when a salon is made."""

import hashlib
from pathlib import Path
from typing import Any

from wagtail.models import PageLogEntry

from audit.log import record
from audit.models import AuditEntry
from cms.domain.revisions import changed_fields
from cms.domain.roles import seed_roles
from cms.seeding.pages import seed_pages, set_site_address
from foundation.tenancy.references import references_to
from tenants.domain.people import rights

EDIT = "wagtail.edit"
# Wagtail's names of what adds or takes away a page; everything else changes one.
LOG_ACTIONS = {
    "wagtail.create": AuditEntry.Action.CREATE,
    "wagtail.copy": AuditEntry.Action.CREATE,
    "wagtail.delete": AuditEntry.Action.DELETE,
}


def on_template_seeding(sender: Any, **kwargs: Any) -> None:
    """Give the template schema its roles, languages and pages; every new salon copies them."""
    seed_roles()
    seed_pages()


def on_template_fingerprint(sender: Any, **kwargs: Any) -> str:
    """Name the state of the code that seeds a template: a changed role makes a new one."""
    here = Path(__file__).parent
    seeding = sorted((here / "seeding").glob("*.py"))
    sources = [Path(rights.__file__), here / "domain" / "roles.py", *seeding]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def on_salon_upgraded(sender: Any, **kwargs: Any) -> None:
    """Give an existing salon the roles that the code has now."""
    seed_roles()


def on_salon_created(sender: Any, tenant: Any, **kwargs: Any) -> None:
    """Tell Wagtail the salon's host, so that links in previews and messages are right."""
    set_site_address(tenant)


def on_primary_domain_changed(sender: Any, tenant: Any, **kwargs: Any) -> None:
    """Let Wagtail's links name the host that visitors now end up on."""
    set_site_address(tenant)


def on_page_logged(
    sender: Any, instance: PageLogEntry, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Repeat what Wagtail notes of its pages in the audit log, in the same transaction."""
    if raw or not created:
        return
    kind = LOG_ACTIONS.get(instance.action, AuditEntry.Action.UPDATE)
    changes = changed_fields(instance.revision) if instance.action == EDIT else {}
    record(instance.page, action=kind, verb=instance.action, changes=changes)


def on_row_in_use(sender: Any, row: Any, **kwargs: Any) -> bool:
    """Say whether a row of the bookings, of any table, names the row of the catalogue."""
    return any(
        model.objects.filter(**{field: row.pk}).exists()
        for model, field in references_to(type(row))
    )
