"""A person opens a salon by herself."""

from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.domain.limits.windows import Counter, address_block, take_places
from accounts.domain.people import name_person
from accounts.errors import Throttled
from accounts.locks import lock_person
from accounts.models import User
from accounts.permissions import require_verified
from accounts.visitors import Visitor
from tenants.domain.opening.provisioning import NewSalon, create_salon, with_tidy_names
from tenants.domain.subdomains.choosing import check_chosen_subdomain, host_of
from tenants.domain.subdomains.skeletons import skeleton_of
from tenants.enums import OPEN_STATUSES, Role, TenantStatus
from tenants.errors import TooManySalons, TooManySignUps
from tenants.locks import lock_look
from tenants.models import Tenant
from tenants.thresholds import thresholds


def sign_up(user: User, details: NewSalon, *, visitor: Visitor) -> Tenant:
    """Open a salon on trial for ``user``, who becomes its owner; all of it or nothing.

    Sent twice, the same address gives the same salon: what the person already owns there is
    returned. Only a salon that was made counts towards the limit of the visitor's network.

    Raises PhoneNotVerified, TooManySalons, TooManySignUps, what ``check_chosen_subdomain`` raises
    and StaleTemplate.
    """
    require_verified(user)
    details = with_tidy_names(details)
    with transaction.atomic():
        # One after the other: two at once would both find the last free place.
        owner = lock_person(user.pk)
        subdomain = details.subdomain.strip().lower()
        mine = _owned_at(owner, subdomain)
        if mine is not None:
            return mine
        _refuse_one_more(owner)
        _count_salon(visitor)
        # Two look-alikes at once: the second waits and finds the first.
        lock_look(skeleton_of(subdomain))
        subdomain = check_chosen_subdomain(subdomain)
        name_person(owner, details.owner_name)
        return create_salon(
            replace(details, subdomain=subdomain, owner=owner, status=TenantStatus.TRIAL)
        )


def look_up_subdomain(typed: str, *, visitor: Visitor) -> str:
    """Return an address that is free, for the page that asks while somebody types.

    Raises what ``check_chosen_subdomain`` raises, and Throttled.
    """
    with transaction.atomic():
        take_places([_counter(visitor, "salon_check")], now=timezone.now())
    return check_chosen_subdomain(typed)


def owned_salons(owner: User) -> QuerySet[Tenant]:
    """Return the salons that count towards the person's limit: not erased, oldest first."""
    owned = Tenant.objects.filter(memberships__user=owner, memberships__role=Role.OWNER)
    return owned.exclude(status=TenantStatus.ERASED).order_by("created_at", "pk")


def owns_a_salon(user: User) -> bool:
    """Return whether the person owns one; she may not be without a second factor then."""
    return owned_salons(user).exists()


def _owned_at(owner: User, subdomain: str) -> Tenant | None:
    there = owned_salons(owner).filter(domains__domain=host_of(subdomain))
    return there.filter(status__in=OPEN_STATUSES).first()


def _refuse_one_more(owner: User) -> None:
    if owned_salons(owner).count() >= thresholds().salons_per_person:
        raise TooManySalons


def _count_salon(visitor: Visitor) -> None:
    try:
        take_places([_counter(visitor, "salon")], now=timezone.now())
    except Throttled as refusal:
        raise TooManySignUps(retry_after=refusal.retry_after) from refusal


def _counter(visitor: Visitor, action: str) -> Counter:
    limits = thresholds()
    windows = limits.address_salons if action == "salon" else limits.address_checks
    return Counter("address", address_block(visitor.address), action, windows)
