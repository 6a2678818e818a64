"""The base of shared models whose rows belong to one salon."""

from typing import Any, ClassVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from foundation.tenancy.constraints import RLSPolicy
from foundation.tenancy.erasure import Rule
from foundation.tenancy.scope import in_platform_scope


def current_schema_name() -> str:
    """Return the schema that the connection is set to (``public`` on the platform's host)."""
    return str(connection.schema_name)


class CurrentTenant(models.Func):
    """``current_setting('app.tenant')``: the database's own default for ``schema_name``."""

    function = "current_setting"
    template = "%(function)s('app.tenant')"
    arity = 0
    output_field = models.CharField(max_length=63)


class TenantQuerySet(models.QuerySet[Any]):
    """A queryset of one salon's rows."""


class TenantManager(models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """Filters by the connection's salon explicitly; row level security is the second lock.

    The explicit condition is what the planner uses the index for. Inside ``platform_scope`` there
    is no filter.
    """

    use_in_migrations = False

    def get_queryset(self) -> TenantQuerySet:
        queryset = super().get_queryset()
        if in_platform_scope():
            return queryset
        return queryset.filter(schema_name=current_schema_name())


class TenantOwnedModel(models.Model):
    """A shared row that belongs to the salon ``schema_name``.

    Each model says in ``on_erasure`` what becomes of its rows when the salon is erased.
    """

    on_erasure: ClassVar[Rule]

    schema_name = models.CharField(
        _("salon"),
        max_length=63,
        # Policies compare with current_setting(); under another collation the index is unusable.
        db_collation="C",
        default=current_schema_name,
        db_default=CurrentTenant(),
        editable=False,
    )

    objects = TenantManager()

    class Meta:
        abstract = True


def tenant_constraints(table: str, *, kind: str = "private") -> list[models.BaseConstraint]:
    """Return what every shared per-salon table has: the policy and ``UNIQUE (schema_name, id)``.

    The second is the target of composite foreign keys.
    """
    return [
        RLSPolicy(name=f"{table}_rls", kind=kind),
        models.UniqueConstraint(fields=["schema_name", "id"], name=f"{table}_schema_id_uniq"),
    ]
