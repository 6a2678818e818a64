"""A typical change: one column, filled by a default."""

import pkgutil
from typing import ClassVar

from django.db import migrations, models

import salons.migrations

newest = max(module.name for module in pkgutil.iter_modules(salons.migrations.__path__))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("salons", newest)]
    operations: ClassVar = [
        migrations.AddField("service", "first_note", models.CharField(max_length=20, db_default=""))
    ]
