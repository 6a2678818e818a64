"""The log of messages that were sent to people."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from notifications.enums import MessageStatus


class OutgoingMessage(models.Model):
    """One message to one person. Codes are sent by another door and are never kept here."""

    is_text_kept: ClassVar[bool] = True

    # The event that it tells of: the same event is never told twice.
    deduplication_key = models.CharField(max_length=100)
    phone_number = models.CharField(max_length=16)
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    text = models.TextField()
    status = models.CharField(max_length=7, choices=MessageStatus, default=MessageStatus.QUEUED)
    # A sender that claims it moves this ahead: nobody else sends it meanwhile.
    next_attempt_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error_code = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Message(OutgoingMessage, TenantOwnedModel):
    """A message of a salon."""

    on_erasure = Delete()

    class Meta:
        constraints = [
            *tenant_constraints("notifications_message"),
            models.UniqueConstraint(
                fields=["schema_name", "deduplication_key"], name="notifications_message_once"
            ),
        ]
        indexes = [
            # The sweep over messages that still have to leave.
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(status="queued"),
                name="notifications_message_due",
            )
        ]


class DirectMessage(OutgoingMessage):
    """A message of the platform itself, such as news of a person's own account. Of no salon.

    Its text may hold a link that undoes something: it is forgotten as soon as it has left.
    """

    is_text_kept: ClassVar[bool] = False

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deduplication_key"], name="notifications_direct_once")
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(status="queued"),
                name="notifications_direct_due",
            )
        ]
