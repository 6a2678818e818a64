"""A customer keeps one time at once while she looks it over."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0005_appointments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source__in", ["api", "web"]), ("status", "held")),
                fields=("schema_name", "customer"),
                name="booking_appointment_one_hold",
            ),
        ),
    ]
