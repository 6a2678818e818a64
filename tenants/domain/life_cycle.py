"""The states of a salon; the only code that assigns ``status``."""

from django.db import transaction

from audit.log import record
from tenants.enums import TENANT_TRANSITIONS, TenantStatus
from tenants.errors import InvalidTransition
from tenants.locks import lock_tenant
from tenants.models import Tenant


def suspend_salon(tenant: Tenant, *, reason: str = "") -> Tenant:
    """Close the salon's site to visitors (503); its data stay. Raises InvalidTransition."""
    return _transition(tenant, TenantStatus.SUSPENDED, reason)


def resume_salon(tenant: Tenant, *, reason: str = "") -> Tenant:
    """Open the salon's site again. Raises InvalidTransition."""
    return _transition(tenant, TenantStatus.ACTIVE, reason)


def _transition(tenant: Tenant, to: TenantStatus, reason: str) -> Tenant:
    with transaction.atomic():
        locked = lock_tenant(tenant.pk)
        if to not in TENANT_TRANSITIONS[locked.status]:
            raise InvalidTransition
        before, locked.status = locked.status, to
        locked.save(update_fields=["status"])
        record(locked, changes={"status": [before, to.value]}, reason=reason)
    return locked
