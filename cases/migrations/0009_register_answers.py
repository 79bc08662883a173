"""An extract says what came of its question and as of which day it was asked; a key of a register may be a pseudonym."""

from __future__ import annotations

from django.db import migrations, models

FILL = """ALTER TABLE cases_extract
    ALTER COLUMN "on" TYPE date USING (asked_at AT TIME ZONE 'Europe/Amsterdam')::date,
    ALTER COLUMN state TYPE varchar(12)
        USING CASE WHEN answer IS NULL OR answer = 'null'::jsonb THEN 'unknown' ELSE 'answered' END"""
"""Until now a register that was down could not be told from one that did not know. The table is rewritten, not updated: extracts
are written once, and their guard refuses every UPDATE that is no erasure."""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_objections_are_decided_side_by_side")]

    operations = [
        migrations.AddField("extract", "subject", models.CharField(default="", max_length=60, verbose_name="waarover")),
        migrations.AddField("extract", "on", models.DateField(null=True, verbose_name="naar de stand van")),
        migrations.AddField("extract", "state", models.CharField(max_length=12, null=True, verbose_name="uitkomst")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("extract", "on", models.DateField(verbose_name="naar de stand van")),
        migrations.AlterField("extract", "state", models.CharField(max_length=12, verbose_name="uitkomst")),
        migrations.AlterField("registerentry", "key", models.CharField(max_length=64, verbose_name="sleutel")),
    ]
