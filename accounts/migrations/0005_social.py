"""ID tokens that apps have used."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_doors")]

    operations = [
        migrations.CreateModel(
            name="SpentToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nonce_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="accounts_spent_expires")],
            },
        ),
    ]
