"""The triggers that hold status and event together and let only reservations move a counter. The SQL is in cases/sql."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_tables"), ("audit", "0001_trail")]

    operations = [migrations.RunSQL(read_sql(SQL, name), migrations.RunSQL.noop) for name in ("status", "counters")]
