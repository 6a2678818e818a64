"""What new salons are made from."""

from django.db import models
from django.utils import timezone


class SchemaTemplate(models.Model):
    """The SQL that makes a new salon's schema, for one state of the migrations.

    It carries content type ids, so it is good for this database only.
    """

    heads_hash = models.CharField(max_length=64, unique=True)
    schema_name = models.CharField(max_length=63)
    sql = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    is_tenant_registry = True
