"""Who may call, how often it did, and what was answered under which key."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0006_parties_by_key"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiClient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "digest",
                    models.CharField(max_length=64, unique=True, verbose_name="vingerafdruk van het token (SHA-256)"),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("applicant", "Aanvrager"),
                            ("intermediary", "Intermediair"),
                            ("trainer", "Opleider"),
                            ("employer", "Werkgever"),
                        ],
                        max_length=20,
                        verbose_name="spreekt als",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="vanaf")),
                ("until_on", models.DateField(null=True, verbose_name="tot en met")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="beëindigd op")),
                ("per_minute", models.PositiveIntegerField(verbose_name="verzoeken per minuut")),
                ("may_date", models.BooleanField(default=False, verbose_name="noemt zelf het moment van ontvangst")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                        verbose_name="spreekt voor",
                    ),
                ),
            ],
            options={
                "verbose_name": "koppeling",
                "verbose_name_plural": "koppelingen",
            },
        ),
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="api.apiclient",
                    ),
                ),
                ("minute", models.BigIntegerField(verbose_name="minuut sinds 1970")),
                ("count", models.IntegerField(verbose_name="aantal")),
            ],
            options={
                "verbose_name": "teller van verzoeken",
                "verbose_name_plural": "tellers van verzoeken",
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="sleutel")),
                ("request", models.CharField(max_length=64, verbose_name="vingerafdruk van het verzoek (SHA-256)")),
                ("answer", models.TextField(blank=True, verbose_name="antwoord (JSON)")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="api.apiclient",
                    ),
                ),
            ],
            options={
                "verbose_name": "idempotentiesleutel",
                "verbose_name_plural": "idempotentiesleutels",
            },
        ),
        migrations.AddConstraint(
            model_name="apiclient",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="client_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="idempotencykey",
            index=models.Index(fields=["made_at"], name="idempotency_keys_by_age"),
        ),
        migrations.AddConstraint(
            model_name="idempotencykey",
            constraint=models.UniqueConstraint(fields=("client", "key"), name="one_request_per_client_and_key"),
        ),
        # Counted at every request: rows that a crash may lose are written without the log that every commit waits for.
        migrations.RunSQL("ALTER TABLE api_requestcount SET UNLOGGED", migrations.RunSQL.noop),
    ]
