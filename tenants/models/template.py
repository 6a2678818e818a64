"""What new salons are made from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class SchemaTemplate(models.Model):
    """The statements that make a new salon's schema, for one state of the migrations.

    They carry content type ids, so they are good for this database only.
    """

    heads_hash = models.CharField(max_length=64, unique=True)
    schema_name = models.CharField(max_length=63)
    # In order, one to an execute: a distributed PostgreSQL refuses several in one.
    statements = ArrayField(models.TextField(), default=list)
    created_at = models.DateTimeField(default=timezone.now)
    is_tenant_registry = True
