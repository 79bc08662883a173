"""The tables of the trail, and the functions and triggers that number, link, hash and guard them.
The SQL itself is in audit/sql."""

from __future__ import annotations

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

import audit.fields
from audit.sql_files import read_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(read_sql(SQL, "functions"), migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("streams", models.BigIntegerField(verbose_name="aantal stromen")),
                ("events", models.BigIntegerField(verbose_name="aantal gebeurtenissen")),
                ("last_event", models.BigIntegerField(verbose_name="hoogste gebeurtenis")),
                ("snapshot", models.TextField(verbose_name="momentopname")),
                ("root", models.CharField(max_length=64, verbose_name="hash over alle stromen")),
            ],
            options={
                "verbose_name": "ijkpunt",
                "verbose_name_plural": "ijkpunten",
            },
        ),
        migrations.CreateModel(
            name="PersonalFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("commitment", models.CharField(max_length=64, unique=True, verbose_name="verbintenis")),
                ("key", models.BinaryField(verbose_name="sleutel")),
                ("value", models.TextField(verbose_name="waarde")),
                ("stream", models.CharField(db_index=True, max_length=100, verbose_name="stroom")),
                ("label", models.CharField(max_length=60, verbose_name="gegeven")),
            ],
            options={
                "verbose_name": "persoonsgegeven",
                "verbose_name_plural": "persoonsgegevens",
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.CharField(max_length=100, verbose_name="wie")),
                ("object", models.CharField(max_length=100, verbose_name="wat")),
                ("purpose", models.CharField(max_length=200, verbose_name="doel")),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="wanneer"),
                ),
            ],
            options={
                "verbose_name": "inzage",
                "verbose_name_plural": "inzagen",
                "indexes": [models.Index(fields=["object", "at"], name="access_by_object")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stream", models.CharField(max_length=100, verbose_name="stroom")),
                ("number", models.BigIntegerField(verbose_name="nummer")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="vorige hash")),
                ("hash", models.CharField(max_length=64, verbose_name="hash")),
                ("body", models.TextField(verbose_name="inhoud")),
                (
                    "xact",
                    audit.fields.TransactionField(
                        db_default=audit.fields.CurrentTransaction(), verbose_name="transactie"
                    ),
                ),
                (
                    "action",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.InBody("action"),
                        output_field=models.TextField(),
                        verbose_name="handeling",
                    ),
                ),
                (
                    "result",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.InBody("result"),
                        output_field=models.TextField(),
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "actor",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.InBody("actor"),
                        output_field=models.TextField(),
                        verbose_name="wie",
                    ),
                ),
                (
                    "on_date",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.Day(audit.fields.InBody("on")),
                        output_field=models.DateField(),
                        verbose_name="datum",
                    ),
                ),
                (
                    "occurred_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.Moment(audit.fields.InBody("at")),
                        output_field=models.DateTimeField(),
                        verbose_name="tijdstip",
                    ),
                ),
                (
                    "status_from",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.InBody("from"),
                        null=True,
                        output_field=models.TextField(),
                        verbose_name="van status",
                    ),
                ),
                (
                    "status_to",
                    models.GeneratedField(
                        db_persist=True,
                        expression=audit.fields.InBody("to"),
                        null=True,
                        output_field=models.TextField(),
                        verbose_name="naar status",
                    ),
                ),
            ],
            options={
                "verbose_name": "gebeurtenis",
                "verbose_name_plural": "gebeurtenissen",
                "indexes": [
                    models.Index(fields=["action", "on_date"], name="event_by_action"),
                    models.Index(
                        condition=models.Q(("action", "personal.erased")),
                        fields=["xact"],
                        name="erasure_by_transaction",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "number"), name="one_event_per_stream_and_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("action__isnull", False),
                            ("actor__isnull", False),
                            ("occurred_at__isnull", False),
                            ("on_date__isnull", False),
                            ("result__in", ["done", "refused"]),
                        ),
                        name="event_says_what_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False, verbose_name="stroom")),
                ("length", models.BigIntegerField(verbose_name="aantal")),
                ("previous", models.CharField(max_length=64, verbose_name="vorige hash")),
                ("head", models.CharField(max_length=64, verbose_name="laatste hash")),
            ],
            options={
                "verbose_name": "stroom",
                "verbose_name_plural": "stromen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^[a-z_]+:[A-Za-z0-9][A-Za-z0-9._-]*$")),
                        name="stream_name_is_kind_and_key",
                    )
                ],
            },
        ),
        migrations.RunSQL(read_sql(SQL, "events"), migrations.RunSQL.noop),
        migrations.RunSQL(read_sql(SQL, "erasure"), migrations.RunSQL.noop),
    ]
