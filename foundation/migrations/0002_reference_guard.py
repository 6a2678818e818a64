"""The trigger function that refuses a shared row naming what its salon does not have."""

from django.db import migrations

from foundation.tenancy.references import CREATE_FUNCTION_SQL, DROP_FUNCTION_SQL


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_extensions_and_queue")]

    operations = [migrations.RunSQL([CREATE_FUNCTION_SQL], [DROP_FUNCTION_SQL])]
