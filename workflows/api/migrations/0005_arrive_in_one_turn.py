"""An application and the key of its request are stored, and the disk waited for, in one turn to the server. A key is known by its client
and its name, in one index: old keys are removed once a night by reading all of them. Django does not change a primary key by itself."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"
ONE_INDEX = """DROP INDEX IF EXISTS idempotency_keys_by_age;
ALTER TABLE api_idempotencykey DROP CONSTRAINT IF EXISTS one_request_per_client_and_key,
DROP CONSTRAINT IF EXISTS api_idempotencykey_pkey, DROP COLUMN IF EXISTS id,
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
        ("api", "0004_keys_by_age"),
        ("cases", "0021_arrive_in_one_turn"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ONE_INDEX, migrations.RunSQL.noop)],
            state_operations=[
                migrations.DeleteModel("IdempotencyKey"),
                migrations.CreateModel("IdempotencyKey", FIELDS, OPTIONS),
            ],
        ),
        migrations.RunSQL(read_sql(SQL, "intake"), migrations.RunSQL.noop),
    ]
