"""The guard on counters asks by whom it is moved as well, not only from how deep. The SQL is in cases/sql."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_search_by_participant")]

    operations = [migrations.RunSQL(read_sql(SQL, "counters"), migrations.RunSQL.noop)]
