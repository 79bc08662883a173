"""A key names the application that came in under it, so that the answer can be given again after its window closed."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="idempotencykey",
            name="submission",
            field=models.CharField(
                blank=True, default="", max_length=64, verbose_name="vingerafdruk van de aanvraag (SHA-256)"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="requestcount",
            name="client",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=models.deletion.PROTECT,
                primary_key=True,
                related_name="+",
                serialize=False,
                to="api.apiclient",
            ),
        ),
    ]
