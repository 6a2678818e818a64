"""Everybody who may stand before a page of salon A: the rows of the matrix."""

from django_tenants.utils import tenant_context

from accounts.models import User
from tenants.domain.people.membership import add_member
from tenants.domain.people.rights import SUPPORT
from tenants.enums import Role
from tests.accounts_factories import UserFactory
from tests.clients import client_of, support_in
from tests.isolation.world import A_HOST

NOBODY, CUSTOMER, STRANGER = "nobody", "customer", "owner of another salon"
ADMIN = "platform admin without support"
# Who holds which rights: a role, SUPPORT, or None.
HOLDER = {
    **{role.value: role.value for role in Role},
    SUPPORT: SUPPORT,
    **dict.fromkeys((NOBODY, CUSTOMER, STRANGER, ADMIN)),
}
# Of those without a role: who is signed in on the salon's host.
SIGNED_IN = {CUSTOMER, STRANGER}


def person(who, world):
    """Return the person, None for nobody."""
    if who == NOBODY:
        return None
    if who in (Role.OWNER, STRANGER):
        return User.objects.get(phone_number=f"+96650000000{1 if who == Role.OWNER else 2}")
    if who in (SUPPORT, ADMIN):
        return UserFactory(phone_number="+966577999777", is_superuser=True, is_staff=True)
    user = UserFactory(phone_number="+966577999888")
    if who in Role.values:
        with tenant_context(world.a):
            add_member(user, world.a, role=who)
    return user


def browser_of(who, world):
    """Return the person's browser on salon A's host."""
    user = person(who, world)
    browser = support_in(world.a, user) if who == SUPPORT else client_of(user, A_HOST)
    browser.raise_request_exception = False
    return browser
