"""Who pays has proved her number, whatever code writes the row."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0001_initial"),
        ("booking", "0003_verified_customers"),
    ]

    operations = [
        migrations.RunSQL(
            (SQL / "verified.sql").read_text(), (SQL / "no_verified.sql").read_text()
        ),
    ]
