"""For which employers an intermediary may apply, from a day until a day."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0002_key_of_an_application"), ("cases", "0016_closed_by")]

    operations = [
        migrations.CreateModel(
            name="ChainMandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer", models.CharField(max_length=64, verbose_name="machtigt (KvK-nummer)")),
                ("from_on", models.DateField(verbose_name="vanaf")),
                ("until_on", models.DateField(null=True, verbose_name="tot en met")),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                        verbose_name="gemachtigde",
                    ),
                ),
            ],
            options={
                "verbose_name": "ketenmachtiging",
                "verbose_name_plural": "ketenmachtigingen",
                "indexes": [models.Index(fields=["holder", "employer"], name="chain_mandates_of_a_holder")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                        name="chain_mandate_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
