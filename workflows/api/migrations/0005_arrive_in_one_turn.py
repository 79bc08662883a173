"""An application and the key of its request are stored, and the disk waited for, in one turn to the server. Old keys are removed
once a night by reading all of them; an index for it was written at each request."""

from pathlib import Path

from django.db import migrations

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0004_keys_by_age"),
        ("cases", "0021_arrive_in_one_turn"),
    ]

    operations = [
        migrations.RunSQL(read_sql(SQL, "intake"), migrations.RunSQL.noop),
        migrations.RemoveIndex("idempotencykey", "idempotency_keys_by_age"),
    ]
