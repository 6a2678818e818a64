"""People who come from another provider: the known ones sign in, the others prove a number first.

Only a code to a number finds or makes a person. What the provider says of numbers and addresses
finds nobody (the policy of docs/decisions on linking identities).
"""

from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes.otp import SentCode, prove_code, request_code_for
from accounts.domain.codes.uses import CodeUse
from accounts.domain.events import record_event
from accounts.domain.identities.claims import Identity
from accounts.domain.identities.linking import link_identity
from accounts.domain.identities.pending import (
    forget_identity,
    keep_identity,
    keep_proved,
    pending_identity,
    take_proved,
)
from accounts.domain.sign_in.completion import HeldBack, SignedIn, complete_sign_in
from accounts.domain.sign_in.stages import Stage, next_stage
from accounts.enums import AuthEventKind, AuthResult, OTPPurpose, Proof
from accounts.errors import AccountInactive
from accounts.models import User
from accounts.visitors import visitor_of

# Owed by the identity, not by a person: nobody is known yet. So it is not among STAGES.
PROVE_PHONE = Stage("social_phone", "account_social_phone", lambda request, user, proofs: True)


def arrive(request: HttpRequest, identity: Identity, *, next_path: str) -> SignedIn | HeldBack:
    """Sign in whom the identity belongs to; keep an unknown one until a number is proved.

    The number and address of a known person stay as they are. One whose number is not proved (any
    more) proves it first. Raises AccountInactive.
    """
    forget_identity(request)
    account = _account_of(identity)
    if account is None or not account.user.is_phone_verified:
        keep_identity(request, identity, next_path=next_path)
        return HeldBack(PROVE_PHONE, next_path)
    _record_arrival(request, account.user, identity)
    if not account.user.is_active:
        raise AccountInactive
    account.save(update_fields=["last_login"])
    return complete_sign_in(request, account.user, proof=Proof.SOCIAL, next_path=next_path)


def identity_use(request: HttpRequest) -> CodeUse:
    """Return what a code is good for: the identity that waits. Raises NoPendingIdentity."""
    binding = pending_identity(request).identity.binding
    return CodeUse(purpose=OTPPurpose.SOCIAL_LINK, binding=binding)


def request_phone_code(request: HttpRequest, typed_phone: str, *, channel: str = "sms") -> SentCode:
    """Send a code for the identity that waits.

    Raises NoPendingIdentity and what ``otp.request_code`` raises.
    """
    use, visitor = identity_use(request), visitor_of(request)
    return request_code_for(use, typed_phone, visitor=visitor, channel=channel)


@sensitive_variables("code")
def prove_phone(
    request: HttpRequest, *, code: str, challenge_id: UUID | None = None, phone_number: str = ""
) -> SignedIn | HeldBack:
    """Link the identity that waits with whoever has the number, and sign her in.

    Whoever has a second factor shows it first: until then nothing is linked. Raises
    NoPendingIdentity, IdentityTaken, ProviderAlreadyLinked and what ``otp.prove_code`` raises;
    then nobody is signed in and the identity waits on, for another number.
    """
    pending, use = pending_identity(request), identity_use(request)
    user = prove_code(
        use,
        code=code,
        visitor=visitor_of(request),
        challenge_id=challenge_id,
        phone_number=phone_number,
    ).user
    if next_stage(request, user, proofs=[Proof.CODE]) is None:
        link_identity(user, pending.identity, visitor=visitor_of(request))
        forget_identity(request)
    else:
        forget_identity(request)
        keep_proved(request, pending.identity, user)
    return complete_sign_in(request, user, proof=Proof.CODE, next_path=pending.next_path)


def link_proved(request: HttpRequest, user: User) -> Identity | None:
    """Link what waited for the person to show all that she owed; return it, None for nothing.

    Raises IdentityTaken, ProviderAlreadyLinked.
    """
    identity = take_proved(request, user)
    if identity is not None:
        link_identity(user, identity, visitor=visitor_of(request))
    return identity


def _account_of(identity: Identity) -> SocialAccount | None:
    accounts = SocialAccount.objects.select_related("user")
    return accounts.filter(provider=identity.provider, uid=identity.uid).first()


def _record_arrival(request: HttpRequest, user: User, identity: Identity) -> None:
    record_event(
        AuthEventKind.SOCIAL_SIGN_IN,
        AuthResult.OK if user.is_active else AuthResult.REFUSED,
        visitor=visitor_of(request),
        user=user,
        rule=identity.provider if user.is_active else AccountInactive.code,
    )
