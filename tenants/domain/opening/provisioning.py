"""Making a salon: schema, pages, owner and address in one transaction."""

from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django_tenants.utils import tenant_context

from accounts.models import User
from tenants.domain.life_cycle.states import new_salon_fields
from tenants.domain.names import tidy_name
from tenants.domain.people.membership import add_member
from tenants.domain.schemas.functions import create_salon_schema
from tenants.domain.schemas.template import current_template
from tenants.domain.subdomains.choosing import check_subdomain, host_of, schema_of
from tenants.domain.subdomains.skeletons import skeleton_of
from tenants.enums import Audience, Role, TenantStatus
from tenants.errors import SubdomainTaken
from tenants.models import Domain, Tenant
from tenants.signals import salon_created


@dataclass(frozen=True, kw_only=True)
class NewSalon:
    """What a new salon is made of."""

    subdomain: str
    name_ar: str
    name_en: str
    owner: User | None = None
    # As customers see her; without one her team begins empty.
    owner_name: str = ""
    city_ar: str = ""
    city_en: str = ""
    audience: str = Audience.EVERYONE
    time_zone: str = "Asia/Riyadh"
    # Keys of price lists to begin with (salons/starters).
    starters: tuple[str, ...] = ()
    status: str = TenantStatus.ACTIVE


def with_tidy_names(details: NewSalon) -> NewSalon:
    """Return the details without unseen characters in what people are to read."""
    return replace(
        details,
        name_ar=tidy_name(details.name_ar),
        name_en=tidy_name(details.name_en),
        owner_name=tidy_name(details.owner_name),
        city_ar=tidy_name(details.city_ar),
        city_en=tidy_name(details.city_en),
    )


def create_salon(details: NewSalon) -> Tenant:
    """Create the salon and return its tenant; after a failure at any point nothing is left.

    Runs the stored template with the name replaced, lets the other apps add their rows
    (``salon_created``) and makes ``owner`` its owner. Call it in the public schema.

    Raises InvalidSubdomain, SubdomainTaken, StaleTemplate.
    """
    details = with_tidy_names(details)
    subdomain = check_subdomain(details.subdomain)
    template = current_template()
    schema = schema_of(subdomain)
    try:
        with transaction.atomic():
            tenant = _insert_tenant(details, schema, template.heads_hash)
            _insert_domain(tenant, subdomain)
            create_salon_schema(schema)
            with tenant_context(tenant):
                salon_created.send(sender=Tenant, tenant=tenant, details=details)
            if details.owner is not None:
                add_member(details.owner, tenant, role=Role.OWNER)
    except IntegrityError as error:
        if "tenants_tenant" in str(error) or "tenants_domain" in str(error):
            raise SubdomainTaken(param="subdomain") from error
        raise
    return tenant


def _insert_tenant(details: NewSalon, schema: str, heads: str) -> Tenant:
    tenant = Tenant(
        schema_name=schema,
        name_ar=details.name_ar,
        name_en=details.name_en,
        city=details.city_en,
        audience=details.audience,
        heads_hash=heads,
        **new_salon_fields(details.status),
    )
    tenant.save()
    return tenant


def _insert_domain(tenant: Tenant, subdomain: str) -> Domain:
    domain: Domain = Domain.objects.create(
        tenant=tenant,
        domain=host_of(subdomain),
        is_primary=True,
        skeleton=skeleton_of(subdomain),
    )
    return domain
