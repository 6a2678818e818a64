"""Who books has proved her number, whatever code writes the row."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0002_reference_guards"),
        ("accounts", "0004_doors"),
    ]

    operations = [
        migrations.RunSQL(
            (SQL / "verified.sql").read_text(), (SQL / "no_verified.sql").read_text()
        ),
    ]
