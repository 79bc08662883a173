"""An application and the key of its request are stored, and the disk waited for, in one turn to the server."""

from pathlib import Path

from django.db import migrations

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0004_keys_by_age"),
        ("cases", "0021_arrive_in_one_turn"),
    ]

    operations = [migrations.RunSQL(read_sql(SQL, "intake"), migrations.RunSQL.noop)]
