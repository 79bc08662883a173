"""Keys lie in the order of their age, so an index of the ranges finds the old ones and costs a new one next to nothing."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_chain_mandates"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="idempotencykey",
            name="idempotency_keys_by_age",
        ),
        migrations.AddIndex(
            model_name="idempotencykey",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["made_at"], name="idempotency_keys_by_age"),
        ),
    ]
