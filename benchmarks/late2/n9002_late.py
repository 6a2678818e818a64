"""A second change of the same kind, to be compared with the first."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("salons", "n9001_late")]
    operations: ClassVar = [
        migrations.AddField(
            "service", "second_note", models.CharField(max_length=20, db_default="")
        )
    ]
