"""Adds a column; takes LATE_SECONDS; refuses a salon whose catalogue has a category "poison"."""

import os
import pkgutil
from typing import ClassVar

from django.db import migrations, models

import salons.migrations

newest = max(module.name for module in pkgutil.iter_modules(salons.migrations.__path__))


def refuse_poison(apps, editor):
    if apps.get_model("salons", "ServiceCategory").objects.filter(name_en="poison").exists():
        raise RuntimeError("poisoned category")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("salons", newest)]
    operations: ClassVar = [
        migrations.RunPython(refuse_poison, migrations.RunPython.noop),
        migrations.AddField(
            "service", "late_note", models.CharField(max_length=20, default="", db_default="")
        ),
        migrations.RunSQL(f"SELECT pg_sleep({os.environ.get('LATE_SECONDS', '0')})"),
    ]
