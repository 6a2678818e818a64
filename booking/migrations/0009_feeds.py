"""Secret addresses of calendars for the salon's people: rows of a salon, under its policy."""

import django.db.models.deletion
import django.utils.timezone
import foundation.tenancy.constraints
import foundation.tenancy.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0008_mine"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "schema_name",
                    models.CharField(
                        db_collation="C",
                        db_default=foundation.tenancy.models.CurrentTenant(),
                        default=foundation.tenancy.models.current_schema_name,
                        editable=False,
                        max_length=63,
                        verbose_name="salon",
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[("own", "My own appointments"), ("salon", "The whole salon")],
                        max_length=5,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64)),
                ("language", models.CharField(default="ar", max_length=2)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    foundation.tenancy.constraints.RLSPolicy(
                        kind="private", name="booking_stafffeed_rls"
                    ),
                    models.UniqueConstraint(
                        fields=("schema_name", "id"), name="booking_stafffeed_schema_id_uniq"
                    ),
                    models.UniqueConstraint(
                        fields=("schema_name", "user", "of"), name="booking_stafffeed_once"
                    ),
                    models.UniqueConstraint(
                        fields=("schema_name", "token_hash"), name="booking_stafffeed_token"
                    ),
                ],
            },
        ),
    ]
