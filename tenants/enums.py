"""States of a salon, kinds of salons, roles of people in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TenantStatus(models.TextChoices):
    """Life of a salon on the platform."""

    TRIAL = "trial", _("trial")
    ACTIVE = "active", _("active")
    PAST_DUE = "past_due", _("past due")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")
    ERASED = "erased", _("erased")


TENANT_TRANSITIONS: dict[str, frozenset[str]] = {
    TenantStatus.TRIAL: frozenset(
        {
            TenantStatus.ACTIVE,
            TenantStatus.PAST_DUE,
            TenantStatus.SUSPENDED,
            TenantStatus.CLOSED,
        }
    ),
    TenantStatus.ACTIVE: frozenset(
        {TenantStatus.PAST_DUE, TenantStatus.SUSPENDED, TenantStatus.CLOSED}
    ),
    TenantStatus.PAST_DUE: frozenset(
        {TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.CLOSED}
    ),
    TenantStatus.SUSPENDED: frozenset({TenantStatus.ACTIVE, TenantStatus.CLOSED}),
    TenantStatus.CLOSED: frozenset({TenantStatus.ACTIVE, TenantStatus.ERASED}),
    TenantStatus.ERASED: frozenset(),
}
OPEN_STATUSES = frozenset({TenantStatus.TRIAL, TenantStatus.ACTIVE, TenantStatus.PAST_DUE})


class Audience(models.TextChoices):
    """Whom a salon serves."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")
    EVERYONE = "everyone", _("women and men")


class Role(models.TextChoices):
    """What a person is in a salon; each is a group of that name in the salon's schema."""

    OWNER = "owner", _("owner")
    MANAGER = "manager", _("manager")
    RECEPTION = "reception", _("reception")
    STYLIST = "stylist", _("stylist")


class InvitationStatus(models.TextChoices):
    """Life of an invitation to work in a salon."""

    WAITING = "waiting", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", pgettext_lazy("invitation", "declined")
    REVOKED = "revoked", _("withdrawn")
    EXPIRED = "expired", pgettext_lazy("invitation", "expired")


INVITATION_TRANSITIONS: dict[str, frozenset[str]] = {
    InvitationStatus.WAITING: frozenset(InvitationStatus) - {InvitationStatus.WAITING},
    InvitationStatus.ACCEPTED: frozenset(),
    InvitationStatus.DECLINED: frozenset(),
    InvitationStatus.REVOKED: frozenset(),
    InvitationStatus.EXPIRED: frozenset(),
}


class Plan(models.TextChoices):
    """What the salon has agreed with the platform."""

    BASIC = "basic", _("basic")
    PLUS = "plus", _("plus")


class ClaimResult(models.TextChoices):
    """What the last look at a claimed domain's DNS found."""

    WAITING = "waiting", _("not checked yet")
    PROVED = "proved", _("proved")
    MISSING = "missing", _("the TXT record is not there yet")
    DIFFERENT = "different", _("a TXT record is there, with another text")
    NO_ANSWER = "no_answer", _("the name servers did not answer")
    BROKEN = "broken", _("the name servers answered with an error")
    NO_DOMAIN = "no_domain", _("this domain does not exist")
    GIVEN_UP = "given_up", _("not found for two weeks; check it again by hand")


class ExportStatus(models.TextChoices):
    """Life of an archive of a salon's data."""

    REQUESTED = "requested", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("deleted")
