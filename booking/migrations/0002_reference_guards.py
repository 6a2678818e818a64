"""Items name services and people of their own salon only, whatever code writes them."""

from django.db import migrations

import foundation.tenancy.references


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0001_initial"),
        ("foundation", "0002_reference_guard"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="appointmentitem",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="service", name="booking_item_service_ref"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointmentitem",
            constraint=foundation.tenancy.references.CatalogueReference(
                field="staff", name="booking_item_staff_ref"
            ),
        ),
    ]
