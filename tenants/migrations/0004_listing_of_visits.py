"""What a customer's list and calendar on the platform say of the salon that she goes to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_invitation")]

    operations = [
        migrations.AddField(
            "directorylisting", "address_ar", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField(
            "directorylisting", "address_en", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField(
            "directorylisting", "time_zone", models.CharField(default="Asia/Riyadh", max_length=40)
        ),
    ]
