"""A key is known by its client and its name, and lies in the order of its age: one index, and one of ranges that costs a new key
next to nothing. Django does not change a primary key by itself."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

TO_COMPOSITE = """ALTER TABLE api_idempotencykey DROP CONSTRAINT one_request_per_client_and_key, DROP COLUMN id,
ADD CONSTRAINT api_idempotencykey_pkey PRIMARY KEY (client_id, key)"""

CLIENT = models.ForeignKey(
    db_constraint=False,
    db_index=False,
    on_delete=django.db.models.deletion.PROTECT,
    related_name="+",
    to="api.apiclient",
)
FIELDS = [
    (
        "pk",
        models.CompositePrimaryKey("client_id", "key", blank=True, editable=False, primary_key=True, serialize=False),
    ),
    ("client", CLIENT),
    ("key", models.CharField(max_length=200, verbose_name="sleutel")),
    ("request", models.CharField(max_length=64, verbose_name="vingerafdruk van het verzoek (SHA-256)")),
    ("answer", models.TextField(blank=True, verbose_name="antwoord (JSON)")),
    (
        "submission",
        models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk van de aanvraag (SHA-256)"),
    ),
    ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
]
OPTIONS = {"verbose_name": "idempotentiesleutel", "verbose_name_plural": "idempotentiesleutels"}


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_chain_mandates"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="idempotencykey",
            name="idempotency_keys_by_age",
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TO_COMPOSITE, migrations.RunSQL.noop)],
            state_operations=[
                migrations.DeleteModel("IdempotencyKey"),
                migrations.CreateModel("IdempotencyKey", FIELDS, OPTIONS),
            ],
        ),
        migrations.AddIndex(
            model_name="idempotencykey",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["made_at"], name="idempotency_keys_by_age"),
        ),
    ]
