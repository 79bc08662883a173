"""Files of arrivals come in as rows. Most are compressed already, so the server need not try that again. And the tables of arrivals
lose the indexes that another one makes superfluous: each was written in the rush of an opening window."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_advances_in_parts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "submission_id", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
                        to="cases.submission",
                        verbose_name="inzending",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(verbose_name="plaats")),
                ("content", models.BinaryField(verbose_name="inhoud")),
            ],
            options={
                "verbose_name": "meegestuurd bestand",
                "verbose_name_plural": "meegestuurde bestanden",
            },
        ),
        migrations.RemoveIndex(
            model_name="submission",
            name="cases_submi_case_id_1c72d3_idx",
        ),
        migrations.AlterField(
            model_name="arrival",
            name="number",
            field=models.CharField(max_length=40, verbose_name="zaaknummer"),
        ),
        migrations.AlterField(
            model_name="arrival",
            name="window",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="arrivals",
                to="cases.window",
                verbose_name="tijdvak",
            ),
        ),
        migrations.AlterField(
            model_name="arrival",
            name="submission",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="arrival",
                to="cases.submission",
                verbose_name="inzending",
            ),
        ),
        migrations.AlterField(
            model_name="submission",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="cases.case",
                verbose_name="zaak",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("case__isnull", False)), fields=["case", "kind"], name="submissions_of_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(fields=("number",), name="one_arrival_per_number"),
        ),
        migrations.RunSQL(
            "ALTER TABLE cases_enclosure ALTER COLUMN content SET STORAGE EXTERNAL", migrations.RunSQL.noop
        ),
        migrations.RunSQL(read_sql(SQL, "arrivals"), migrations.RunSQL.noop),
    ]
