"""A calendar feed speaks one language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booking", "0007_desk")]

    operations = [
        migrations.AddField(
            "calendarfeed", "language", models.CharField(default="ar", max_length=2)
        ),
    ]
