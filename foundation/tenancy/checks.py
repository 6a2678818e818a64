"""System checks: shared rows of a salon without policy or guard, a role above policies."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from foundation.tenancy.constraints import RLSPolicy, TenantForeignKey
from foundation.tenancy.models import TenantOwnedModel
from foundation.tenancy.references import CatalogueReference
from foundation.tenancy.roles import acts_as_owner

PRIVILEGED_ROLE_SQL = (
    "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
)
# Whoever owns a table may drop its policies; whoever may create may put something in front.
OWNING_ROLE_SQL = """
    SELECT current_user,
           EXISTS (SELECT FROM pg_class WHERE relowner = to_regrole(current_user::text)
                     AND relnamespace = 'public'::regnamespace)
           OR has_database_privilege(current_database(), 'CREATE')
           OR has_schema_privilege('public', 'CREATE')
"""


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
def check_references(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Demand a guard on every key of a salon's shared row that leads to something of a salon.

    To another shared row: the composite key. To the salon's own schema: the trigger.
    """
    return [
        Error(
            f"{model._meta.label}.{field.name} could name a row of another salon.",
            hint=f"Add {guard.__name__}(name=..., field={field.name!r}) to Meta.constraints.",
            obj=model,
            id="salon.E004",
        )
        for model in apps.get_models()
        if issubclass(model, TenantOwnedModel)
        for field in model._meta.local_fields
        if (guard := _guard_of(field)) is not None
        and not any(isinstance(c, guard) and c.field == field.name for c in model._meta.constraints)
    ]


def _guard_of(field: Any) -> type[TenantForeignKey | CatalogueReference] | None:
    """Return the kind of constraint that the key needs, None for one to what has no salon."""
    target = field.remote_field.model if field.remote_field else None
    if target is None:
        return None
    if issubclass(target, TenantOwnedModel):
        return TenantForeignKey
    return None if target._meta.app_label in shared_labels() else CatalogueReference


@register(Tags.models)
def check_erasure(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Demand that every model with rows of salons says what erasing a salon does to them."""
    return [
        Error(
            f"{model._meta.label} does not say what becomes of an erased salon's rows.",
            hint="Set on_erasure to Delete(), Keep(reason) or Scrub(...) of tenancy.erasure.",
            obj=model,
            id="salon.E005",
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


@register(Tags.database)
def check_owner(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Ask for a role that owns nothing: an error in production, a warning elsewhere."""
    if "default" not in (databases or []) or acts_as_owner() or not owns_tables():
        return []
    kind = Error if settings.REQUIRE_SEPARATE_OWNER else Warning
    return [
        kind(
            "The site connects as a role that may change tables.",
            hint="Give the tables to a role of their own (DATABASE_OWNER_URL) and connect the site"
            " as a plain one (DATABASE_URL).",
            id="salon.E003" if settings.REQUIRE_SEPARATE_OWNER else "salon.W003",
        )
    ]


def owns_tables() -> bool:
    """Return whether the connection's role could alter what guards the salons' rows."""
    with connections["default"].cursor() as cursor:
        cursor.execute(OWNING_ROLE_SQL)
        return bool(cursor.fetchone()[1])


def assert_fit_role() -> None:
    """Raise PrivilegedRole unless the site's role is one that it may serve requests as."""
    assert_unprivileged_role()
    if settings.REQUIRE_SEPARATE_OWNER and owns_tables():
        raise PrivilegedRole(
            "The database role of the site may change tables: row level security would hold only"
            " as long as nobody asks it not to. Set DATABASE_OWNER_URL and a plain DATABASE_URL."
        )


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
