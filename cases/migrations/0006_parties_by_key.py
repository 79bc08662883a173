"""People beside enterprises: a party is known by a key, and other parties than the applicant have a part in a case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_counter_guard")]

    operations = [
        migrations.RenameField("party", "kvk_number", "identifier"),
        migrations.AlterField(
            "party", "identifier", models.CharField(max_length=64, unique=True, verbose_name="KvK-nummer of sleutel")
        ),
        migrations.AddField(
            "party",
            "kind",
            models.CharField(
                choices=[("enterprise", "Onderneming of organisatie"), ("person", "Natuurlijk persoon")],
                default="enterprise",
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.RemoveConstraint("participation", "one_application_per_enterprise_per_window"),
        migrations.RenameField("participation", "kvk_number", "participant"),
        migrations.AlterField(
            "participation",
            "participant",
            models.CharField(db_index=True, max_length=64, verbose_name="KvK-nummer of sleutel"),
        ),
        migrations.AddConstraint(
            "participation",
            models.UniqueConstraint(fields=("window", "participant"), name="one_application_per_enterprise_per_window"),
        ),
        migrations.CreateModel(
            name="CaseParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("applicant", "Aanvrager"),
                            ("intermediary", "Intermediair"),
                            ("trainer", "Opleider"),
                            ("employer", "Werkgever"),
                        ],
                        max_length=20,
                        verbose_name="rol in de zaak",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="cases.case",
                        verbose_name="zaak",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="cases.party",
                        verbose_name="partij",
                    ),
                ),
            ],
            options={
                "verbose_name": "betrokkene",
                "verbose_name_plural": "betrokkenen",
                "constraints": [
                    models.UniqueConstraint(fields=("party", "case", "role"), name="one_part_of_a_kind_per_party")
                ],
            },
        ),
    ]
