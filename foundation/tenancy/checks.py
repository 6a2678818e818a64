"""System checks: a shared row of a salon without a policy, a role that could ignore policies."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

from foundation.tenancy.constraints import RLSPolicy
from foundation.tenancy.models import TenantOwnedModel

PRIVILEGED_ROLE_SQL = (
    "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
)


class PrivilegedRole(RuntimeError):
    """The application connects as a role that row level security does not bind."""


def shared_labels() -> set[str]:
    """Return the labels of the apps whose tables are in the public schema only."""
    tenant_apps = set(settings.TENANT_APPS)
    return {
        config.label
        for config in apps.get_app_configs()
        if config.name not in tenant_apps
        and f"{config.__class__.__module__}.{config.__class__.__name__}" not in tenant_apps
    }


@register(Tags.models)
def check_policies(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Demand an RLSPolicy on every shared model that has a ``schema_name`` column."""
    labels = shared_labels()
    return [
        Error(
            f"{model._meta.label} has rows of salons but no RLSPolicy.",
            hint="Add *tenant_constraints(...) to Meta.constraints.",
            obj=model,
            id="salon.E001",
        )
        for model in apps.get_models()
        if model._meta.app_label in labels
        and any(field.name == "schema_name" for field in model._meta.local_fields)
        and not getattr(model, "is_tenant_registry", False)
        and not any(isinstance(c, RLSPolicy) for c in model._meta.constraints)
    ]


@register(Tags.models)
def check_erasure(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Demand that every model with rows of salons says what erasing a salon does to them."""
    return [
        Error(
            f"{model._meta.label} does not say what becomes of an erased salon's rows.",
            hint="Set on_erasure to Delete(), Keep(reason) or Scrub(...) of tenancy.erasure.",
            obj=model,
            id="salon.E003",
        )
        for model in apps.get_models()
        if issubclass(model, TenantOwnedModel) and "on_erasure" not in vars(model)
    ]


@register(Tags.database)
def check_role(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """Refuse a role that row level security does not bind."""
    errors = []
    for alias in databases or []:
        try:
            assert_unprivileged_role(alias)
        except PrivilegedRole as refusal:
            errors.append(Error(str(refusal), id="salon.E002"))
    return errors


def assert_unprivileged_role(alias: str = "default") -> None:
    """Raise PrivilegedRole where the connection's role is superuser or BYPASSRLS."""
    with connections[alias].cursor() as cursor:
        cursor.execute(PRIVILEGED_ROLE_SQL)
        name, superuser, bypass = cursor.fetchone()
    if superuser or bypass:
        raise PrivilegedRole(
            f"The database role {name!r} is {'a superuser' if superuser else 'BYPASSRLS'}: row"
            " level security would not hold. Connect as a plain role."
        )
