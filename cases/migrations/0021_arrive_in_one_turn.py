"""The database stores an application with its place in the order by a function of its own."""

from pathlib import Path

from django.db import migrations

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"
ONLY_OF_CASES = """ALTER TABLE cases_arrival DROP CONSTRAINT IF EXISTS cases_arrival_case_id_key;
CREATE UNIQUE INDEX IF NOT EXISTS one_arrival_per_case ON cases_arrival (case_id) WHERE case_id IS NOT NULL"""
"""An arrival that comes in has no case yet, and need not stand in the index of those that have one."""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_files_of_arrivals"),
    ]

    operations = [
        migrations.RunSQL(ONLY_OF_CASES, migrations.RunSQL.noop),
        migrations.RunSQL(read_sql(SQL, "arrivals"), migrations.RunSQL.noop),
    ]
