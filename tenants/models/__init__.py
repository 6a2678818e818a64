"""Salons as tenants: the registry, their addresses, what the platform keeps about them."""

from tenants.models.domains import Domain, DomainClaim
from tenants.models.export import SalonExport
from tenants.models.findings import OrphanReference, SalonMeasure
from tenants.models.invitation import Invitation
from tenants.models.listing import DirectoryListing
from tenants.models.membership import SalonMembership
from tenants.models.salon import Tenant
from tenants.models.support import SupportAccess
from tenants.models.template import SchemaTemplate

__all__ = [
    "DirectoryListing",
    "Domain",
    "DomainClaim",
    "Invitation",
    "OrphanReference",
    "SalonExport",
    "SalonMeasure",
    "SalonMembership",
    "SchemaTemplate",
    "SupportAccess",
    "Tenant",
]
