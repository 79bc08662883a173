"""Letters to another party than the applicant, and letters about a measure, which belong to no case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_orders_and_measures"),
        ("letters", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="party",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="cases.party",
                verbose_name="aan een ander dan de aanvrager",
            ),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="soort brief")),
                ("planned_on", models.DateField(verbose_name="te verzenden op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "In de wachtrij"),
                            ("attempting", "Wordt verzonden"),
                            ("sent", "Verzonden"),
                            ("blocked", "Tegengehouden"),
                            ("void", "Vervallen"),
                        ],
                        default="queued",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("sent_on", models.DateField(null=True, verbose_name="verzonden op")),
                ("text", models.TextField(blank=True, verbose_name="tekst (JSON)")),
                ("renderer", models.CharField(blank=True, max_length=80, verbose_name="opmaakprogramma")),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk van de pdf (SHA-256)"),
                ),
                ("problem", models.TextField(blank=True, verbose_name="waarom tegengehouden")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="cases.measure",
                        verbose_name="maatregel",
                    ),
                ),
            ],
            options={
                "verbose_name": "brief over een maatregel",
                "verbose_name_plural": "brieven over maatregelen",
            },
        ),
    ]
