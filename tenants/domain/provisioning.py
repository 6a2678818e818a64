"""Making a salon: schema, pages, owner and address in one transaction."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django_tenants.utils import schema_exists, tenant_context

from accounts.models import User
from tenants.domain.life_cycle import new_salon_fields
from tenants.domain.membership import add_member
from tenants.domain.schema_functions import create_salon_schema
from tenants.domain.template import current_template
from tenants.enums import Audience, Role, TenantStatus
from tenants.errors import InvalidSubdomain, SubdomainTaken
from tenants.models import Domain, Tenant
from tenants.signals import salon_created

# Doubles as schema name (hyphens become underscores) and as host label (RFC 1123).
SUBDOMAIN = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){2,39}")
RESERVED = frozenset(
    [
        "public",
        "www",
        "api",
        "app",
        "admin",
        "manage",
        "accounts",
        "account",
        "auth",
        "mail",
        "smtp",
        "imap",
        "ftp",
        "ns",
        "static",
        "media",
        "cdn",
        "assets",
        "status",
        "help",
        "support",
        "blog",
        "docs",
        "about",
        "pricing",
        "salon",
        "salons",
        "book",
        "booking",
        "pay",
        "payments",
        "billing",
        "sandbox",
        "test",
        "staging",
        "dev",
        "template",
        "information-schema",
    ]
)


@dataclass(frozen=True, kw_only=True)
class NewSalon:
    """What a new salon is made of."""

    subdomain: str
    name_ar: str
    name_en: str
    owner: User | None = None
    city_ar: str = ""
    city_en: str = ""
    audience: str = Audience.EVERYONE
    status: str = TenantStatus.ACTIVE


def create_salon(details: NewSalon) -> Tenant:
    """Create the salon and return its tenant; after a failure at any point nothing is left.

    Runs the stored template with the name replaced, lets the other apps add their rows
    (``salon_created``) and makes ``owner`` its owner. Call it in the public schema.

    Raises InvalidSubdomain, SubdomainTaken, StaleTemplate.
    """
    subdomain = check_subdomain(details.subdomain)
    template = current_template()
    schema = subdomain.replace("-", "_")
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


def check_subdomain(typed: str) -> str:
    """Return the name in lower case; raise InvalidSubdomain or SubdomainTaken."""
    subdomain = typed.strip().lower()
    if not SUBDOMAIN.fullmatch(subdomain) or subdomain.startswith(("xn-", "pg-", "zz-")):
        raise InvalidSubdomain(param="subdomain")
    schema = subdomain.replace("-", "_")
    taken = Domain.objects.filter(domain=host_of(subdomain)).exists()
    # An erased salon keeps its name: the rows that the law lets stay are told apart by it.
    taken = taken or Tenant.objects.filter(schema_name=schema).exists()
    # Extensions and the queue have schemas of their own.
    if taken or subdomain in RESERVED or schema_exists(schema):
        raise SubdomainTaken(param="subdomain")
    return subdomain


def host_of(subdomain: str) -> str:
    """Return the host name of a salon on the platform's domain."""
    return f"{subdomain}.{settings.PLATFORM_DOMAIN}"


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
        tenant=tenant, domain=host_of(subdomain), is_primary=True
    )
    return domain
