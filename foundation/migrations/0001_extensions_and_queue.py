"""What the shared tables need of the database itself, installed by a normal role."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations
from pgmq.install import get_embedded_install_sql


def install_queue(apps, schema_editor):
    """Install PGMQ's tables and functions (the SQL that the wheel ships) where it is missing."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'pgmq'")
        if cursor.fetchone() is None:
            cursor.execute(get_embedded_install_sql())


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        # Equality beside overlap in one exclusion constraint. Trusted: the owner may create it.
        BtreeGistExtension(),
        migrations.RunPython(install_queue, migrations.RunPython.noop, elidable=False),
    ]
