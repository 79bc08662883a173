"""The database stores an application with its place in the order by a function of its own."""

from pathlib import Path

from django.db import migrations

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_files_of_arrivals"),
    ]

    operations = [migrations.RunSQL(read_sql(SQL, "arrivals"), migrations.RunSQL.noop)]
