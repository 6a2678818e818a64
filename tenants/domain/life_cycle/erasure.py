"""The end of a salon: its schema and files go, and what the law demands stays in shared tables.

What becomes of shared rows every model says itself (``on_erasure``). A salon's name is never
given out again: the rows that stay are told apart by it.
"""

import shutil
from functools import partial
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Session
from foundation.tenancy.erasure import Keep, Scrub
from foundation.tenancy.models import TenantOwnedModel
from tenants.domain.exports.making import export_folder
from tenants.domain.life_cycle.states import transition_salon
from tenants.domain.media import media_folder_of
from tenants.domain.salon_rows import rows_of, shared_models
from tenants.domain.schemas.functions import drop_salon_schema
from tenants.enums import ExportStatus, TenantStatus
from tenants.errors import NotErasable
from tenants.models import SalonExport, Tenant
from tenants.signals import erasure_asked

# Somebody reads the schema right now: the next sweep tries again.
LOCK_TIMEOUT = "5s"


def erase_salon(tenant: Tenant, *, without_export: bool = False, reason: str = "") -> Tenant:
    """Erase a closed salon whose time of grace is over; all of it or nothing.

    Rows and schema go in one transaction, files after it. ``without_export``: a platform admin
    has confirmed that the archive, which failed for good, is not wanted. A second call is refused.

    Raises NotErasable, InvalidTransition, SalonReadOnly.
    """
    erased = transition_salon(
        tenant,
        TenantStatus.ERASED,
        # Due until the files are gone as well.
        next_move_at=timezone.now(),
        reason=reason,
        before_move=partial(_erase, without_export=without_export),
    )
    transaction.on_commit(partial(finish_erasure, erased), robust=True)
    return erased


def finish_erasure(tenant: Tenant) -> None:
    """Delete an erased salon's pictures and archives. Repeats do nothing; a failure is repeated."""
    for folder in (media_folder_of(tenant), export_folder(tenant)):
        if folder.exists():
            shutil.rmtree(folder)
    Tenant.objects.filter(pk=tenant.pk, status=TenantStatus.ERASED).update(next_move_at=None)


def children_first(found: list[type[TenantOwnedModel]]) -> list[type[TenantOwnedModel]]:
    """Return the models in an order in which rows can go: who points at another before it."""
    ordered: list[type[TenantOwnedModel]] = []

    def visit(model: type[TenantOwnedModel]) -> None:
        for other in found:
            if other is not model and model in _targets(other):
                visit(other)
        if model not in ordered:
            ordered.append(model)

    for model in found:
        visit(model)
    return ordered


def _erase(tenant: Tenant, *, without_export: bool) -> None:
    """Empty the salon, whose schema is set and whose registry row is locked."""
    _require_erasable(tenant, without_export=without_export)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    for model in children_first(shared_models()):
        _erase_rows(model)
    _take_from_people(tenant)
    drop_salon_schema(tenant.schema_name)


def _require_erasable(tenant: Tenant, *, without_export: bool) -> None:
    # In memory the dates are those of the new state already.
    stored = Tenant.objects.get(pk=tenant.pk)
    if stored.next_move_at is None or stored.next_move_at > timezone.now():
        raise NotErasable(_("The salon's time of grace is not over."), reasons=["grace"])
    made = SalonExport.objects.filter(created_at__gte=stored.status_changed_at)
    if not made.filter(ready_at__isnull=False).exists():
        failed = made.filter(status=ExportStatus.FAILED).exists()
        if not (failed and without_export):
            raise NotErasable(_("The archive of the salon is not made yet."), reasons=["archive"])
    answers = erasure_asked.send(sender=Tenant, tenant=tenant)
    reasons = sorted(reason for _receiver, reason in answers if reason)
    if reasons:
        message = _("Payments, refunds or other work of the salon are not finished.")
        raise NotErasable(message, reasons=reasons)


def _erase_rows(model: type[TenantOwnedModel]) -> None:
    """Do to the current salon's rows what their model says."""
    rule, rows = model.on_erasure, rows_of(model).order_by()
    if isinstance(rule, Keep):
        return
    if isinstance(rule, Scrub):
        rows.filter(**rule.kept_if).update(**rule.blank)
        rows = rows.exclude(**rule.kept_if)
    # Past Django's collector, which would load every row; the order takes care of the keys.
    rows._raw_delete(rows.db)


def _take_from_people(tenant: Tenant) -> None:
    """End who works here, who is signed in here, and the hosts themselves."""
    hosts = list(tenant.domains.values_list("domain", flat=True))
    signed_in = Q(host__in=hosts)
    for host in hosts:
        signed_in |= Q(host__startswith=f"{host}:")
    Session.objects.filter(signed_in).delete()
    tenant.memberships.all().delete()
    tenant.domains.all().delete()


def _targets(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}
