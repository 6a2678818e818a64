"""What takes people and rooms moves out of items into rows of its own."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import foundation.tenancy.constraints
import foundation.tenancy.models
import foundation.tenancy.references
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0003_verified_customers"),
        ("salons", "0003_availability"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassSession",
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
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("capacity", models.PositiveSmallIntegerField(verbose_name="places")),
                (
                    "places_taken",
                    models.PositiveSmallIntegerField(default=0, verbose_name="places taken"),
                ),
            ],
            options={
                "verbose_name": "class",
                "verbose_name_plural": "classes",
            },
        ),
        migrations.CreateModel(
            name="Occupancy",
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
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("starts_at", models.DateTimeField()),
                ("blocking", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name": "occupancy",
                "verbose_name_plural": "occupancies",
            },
        ),
        migrations.AddField(
            model_name="appointmentitem",
            name="add_ons",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="appointmentitem",
            name="guest",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="appointmentitem",
            name="resource",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="salons.resource",
            ),
        ),
        migrations.AddField(
            model_name="classsession",
            name="service",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="salons.service",
            ),
        ),
        migrations.AddField(
            model_name="classsession",
            name="staff",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="salons.staffmember",
            ),
        ),
        migrations.AddField(
            model_name="appointmentitem",
            name="session",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="booking.classsession",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointmentitem",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="resource", name="booking_item_resource_ref"
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="appointment",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="occupancies",
                to="booking.appointment",
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="resource",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="salons.resource",
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="session",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="occupancies",
                to="booking.classsession",
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="staff",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="salons.staffmember",
            ),
        ),
        migrations.AddIndex(
            model_name="classsession",
            index=models.Index(fields=["schema_name", "starts_at"], name="booking_class_day"),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=foundation.tenancy.constraints.RLSPolicy(
                kind="private", name="booking_classsession_rls"
            ),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=models.UniqueConstraint(
                fields=("schema_name", "id"), name="booking_classsession_schema_id_uniq"
            ),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="service", name="booking_class_service_ref"
            ),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="staff", name="booking_class_staff_ref"
            ),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=models.UniqueConstraint(
                fields=("schema_name", "staff", "starts_at", "service"), name="booking_class_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("places_taken__lte", models.F("capacity"))),
                name="booking_class_places",
            ),
        ),
        migrations.AddConstraint(
            model_name="classsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="booking_class_order",
            ),
        ),
        migrations.AddIndex(
            model_name="occupancy",
            index=models.Index(
                condition=models.Q(("blocking", True)),
                fields=["schema_name", "starts_at"],
                name="booking_occupancy_busy",
            ),
        ),
        migrations.AddIndex(
            model_name="occupancy",
            index=models.Index(
                condition=models.Q(("blocking", True), ("staff__isnull", False)),
                fields=["schema_name", "staff", "-id"],
                name="booking_occupancy_latest",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=foundation.tenancy.constraints.RLSPolicy(
                kind="private", name="booking_occupancy_rls"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.UniqueConstraint(
                fields=("schema_name", "id"), name="booking_occupancy_schema_id_uniq"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=foundation.tenancy.constraints.TenantForeignKey(
                field="appointment", name="booking_occupancy_appointment_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=foundation.tenancy.constraints.TenantForeignKey(
                field="session", name="booking_occupancy_session_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="staff", name="booking_occupancy_staff_ref"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="resource", name="booking_occupancy_resource_ref"
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("blocking", True), ("staff__isnull", False)),
                expressions=[("schema_name", "="), ("staff", "="), ("during", "&&")],
                name="booking_occupancy_staff_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("blocking", True), ("resource__isnull", False)),
                expressions=[("schema_name", "="), ("resource", "="), ("during", "&&")],
                name="booking_occupancy_resource_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appointment__isnull", False), ("session__isnull", True)),
                    models.Q(("appointment__isnull", True), ("session__isnull", False)),
                    _connector="OR",
                ),
                name="booking_occupancy_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resource__isnull", True), ("staff__isnull", False)),
                    models.Q(("resource__isnull", False), ("staff__isnull", True)),
                    _connector="OR",
                ),
                name="booking_occupancy_of",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("during__startswith", models.F("starts_at")),
                    ("during__endswith__gt", models.F("starts_at")),
                    (
                        "during__endswith__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=2))
                        ),
                    ),
                ),
                name="booking_occupancy_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointmentitem",
            constraint=foundation.tenancy.constraints.TenantForeignKey(
                field="session", name="booking_item_session_fk"
            ),
        ),
        # Every item kept its person from the start of its stretch to the end, in one stretch.
        migrations.RunSQL(
            [
                "SELECT set_config('app.scope', 'platform', true)",
                """
                INSERT INTO booking_occupancy
                       (schema_name, appointment_id, staff_id, during, starts_at, blocking)
                SELECT schema_name, appointment_id, staff_id, occupied, lower(occupied), blocking
                  FROM booking_appointmentitem
                """,
                "SELECT set_config('app.scope', '', true)",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint(
            model_name="appointmentitem",
            name="booking_item_staff_overlap",
        ),
        migrations.RemoveIndex(
            model_name="appointmentitem",
            name="booking_item_busy",
        ),
        migrations.RemoveField(
            model_name="appointmentitem",
            name="blocking",
        ),
        migrations.RemoveField(
            model_name="appointmentitem",
            name="occupied",
        ),
    ]
