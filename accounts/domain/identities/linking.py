"""Which identities open a person's account. Only a proved number of hers lets one in."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import QuerySet

from accounts.domain.events import record_event
from accounts.domain.identities.claims import Identity
from accounts.domain.identities.errors import IdentityTaken, ProviderAlreadyLinked
from accounts.domain.identities.providers import provider_name
from accounts.domain.notices import notify_person
from accounts.domain.people import name_person
from accounts.enums import AuthEventKind, AuthResult
from accounts.locks import lock_person
from accounts.models import User
from accounts.permissions import require_verified
from accounts.visitors import Visitor
from foundation.errors import DomainError


def identities_of(user: User) -> "QuerySet[SocialAccount]":
    """Return the person's identities, oldest first: at most one of each provider."""
    return SocialAccount.objects.filter(user=user).order_by("pk")


def link_identity(user: User, identity: Identity, *, visitor: Visitor) -> SocialAccount:
    """Let the identity open the account of ``user``, and tell her. A second time does nothing.

    The caller has seen the identity and a proof that ``user`` is there. Raises IdentityTaken,
    ProviderAlreadyLinked, PhoneNotVerified; then nothing has changed.
    """
    try:
        with transaction.atomic():
            account, is_new = _link(lock_person(user.pk), identity)
            if is_new:
                record_event(
                    AuthEventKind.IDENTITY_LINKED, visitor=visitor, user=user, rule=account.provider
                )
                name = provider_name(account.provider)
                notify_person(user, AuthEventKind.IDENTITY_LINKED, name=name)
    except DomainError as refusal:
        record_event(
            AuthEventKind.IDENTITY_LINKED,
            AuthResult.REFUSED,
            visitor=visitor,
            user=user,
            rule=refusal.code,
        )
        raise
    return account


def _link(person: User, identity: Identity) -> tuple[SocialAccount, bool]:
    require_verified(person)
    other = identities_of(person).filter(provider=identity.provider).exclude(uid=identity.uid)
    if other.exists():
        raise ProviderAlreadyLinked
    # The name of the row is unique: of two people who link it at once one finds the other's.
    account, is_new = SocialAccount.objects.get_or_create(
        provider=identity.provider,
        uid=identity.uid,
        defaults={
            "user": person,
            "extra_data": {"name": identity.name, "email": identity.email},
        },
    )
    if account.user_id != person.pk:
        raise IdentityTaken
    if is_new:
        _note_contact_data(person, identity)
    return account, is_new


def _note_contact_data(person: User, identity: Identity) -> None:
    """Fill in what the person has not told us. Nobody is ever found by it."""
    name_person(person, identity.name)
    if identity.email and not person.email:
        person.email = identity.email
        person.save(update_fields=["email"])
