"""Each event of an appointment gives back once per payment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0002_verified_payers"),
    ]

    operations = [
        migrations.AddField(
            model_name="refund",
            name="cause",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(
                fields=("schema_name", "payment", "cause"), name="billing_refund_cause"
            ),
        ),
    ]
