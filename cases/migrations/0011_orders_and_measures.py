"""Orders to trainers with their invoices, incidents, measures on parties, and who owes a receivable: until now the applicant."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_arrivals_close"),
    ]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="party",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="cases.party",
                verbose_name="betaald aan",
            ),
        ),
        migrations.AddField(
            model_name="receivable",
            name="debtor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receivables",
                to="cases.party",
                verbose_name="schuldenaar",
            ),
        ),
        migrations.RunSQL(
            """UPDATE cases_receivable r SET debtor_id = k.party_id FROM cases_case k WHERE k.id = r.case_id;
            SET CONSTRAINTS ALL IMMEDIATE;""",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="receivable",
            name="debtor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receivables",
                to="cases.party",
                verbose_name="schuldenaar",
            ),
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="kenmerk")),
                ("scheme", models.CharField(max_length=40, verbose_name="regeling")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("exclusion", "Uitsluiting van een aanvrager"),
                            ("removal", "Verwijdering van een opleider"),
                            ("training_removal", "Verwijdering van een scholing"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("training", models.CharField(blank=True, max_length=60, verbose_name="scholing")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Voornemen"),
                            ("imposed", "Opgelegd"),
                            ("dropped", "Niet doorgezet"),
                            ("lifted", "Opgeheven"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("grounds", models.TextField(verbose_name="gronden van het voornemen")),
                ("proposed_on", models.DateField(verbose_name="voorgesteld op")),
                ("views_due_on", models.DateField(null=True, verbose_name="zienswijze uiterlijk op")),
                ("views_ended_on", models.DateField(null=True, verbose_name="zienswijzetermijn geëindigd op")),
                ("answer_to_views", models.TextField(blank=True, verbose_name="antwoord op de zienswijze")),
                ("weighing", models.TextField(blank=True, verbose_name="belangenafweging (Awb 3:4)")),
                ("reasons", models.TextField(blank=True, verbose_name="motivering")),
                ("articles", models.JSONField(default=list, verbose_name="artikelen")),
                ("decided_on", models.DateField(null=True, verbose_name="besloten op")),
                ("from_on", models.DateField(null=True, verbose_name="vanaf")),
                ("until_on", models.DateField(null=True, verbose_name="tot en met")),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="cases.case",
                        verbose_name="zaak die aanleiding gaf",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.mandate",
                        verbose_name="mandaat",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="cases.party",
                        verbose_name="partij",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
                (
                    "views",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.submission",
                        verbose_name="zienswijze",
                    ),
                ),
            ],
            options={
                "verbose_name": "maatregel",
                "verbose_name_plural": "maatregelen",
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=40, verbose_name="regeling")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("exclusion", "Uitsluiting van een aanvrager"),
                            ("removal", "Verwijdering van een opleider"),
                            ("training_removal", "Verwijdering van een scholing"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("training", models.CharField(blank=True, max_length=60, verbose_name="scholing")),
                ("from_on", models.DateField(verbose_name="vanaf")),
                ("until_on", models.DateField(null=True, verbose_name="tot en met")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="cases.party",
                        verbose_name="partij",
                    ),
                ),
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusion",
                        to="cases.measure",
                        verbose_name="maatregel",
                    ),
                ),
            ],
            options={
                "verbose_name": "uitsluiting",
                "verbose_name_plural": "uitsluitingen",
            },
        ),
        migrations.CreateModel(
            name="AffectedGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("choice", models.CharField(blank=True, max_length=20, verbose_name="gevolg")),
                ("reasons", models.TextField(blank=True, verbose_name="motivering")),
                ("decided_on", models.DateField(null=True, verbose_name="besloten op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected_by",
                        to="cases.case",
                        verbose_name="zaak",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affected",
                        to="cases.measure",
                        verbose_name="maatregel",
                    ),
                ),
            ],
            options={
                "verbose_name": "geraakte verlening",
                "verbose_name_plural": "geraakte verleningen",
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="ordernummer")),
                ("amount_cents", models.BigIntegerField(verbose_name="bedrag in centen")),
                ("invoiced_cents", models.BigIntegerField(default=0, verbose_name="gefactureerd in centen")),
                ("placed_on", models.DateField(verbose_name="geplaatst op")),
                ("ended_on", models.DateField(null=True, verbose_name="vervallen op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.case",
                        verbose_name="zaak",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="cases.decision",
                        verbose_name="besluit",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="cases.party",
                        verbose_name="opleider",
                    ),
                ),
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders",
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=200, verbose_name="factuurnummer")),
                ("amount_cents", models.BigIntegerField(verbose_name="bedrag in centen")),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Te beoordelen"), ("accepted", "Goedgekeurd"), ("rejected", "Afgewezen")],
                        default="waiting",
                        max_length=20,
                        verbose_name="stand",
                    ),
                ),
                ("findings", models.JSONField(default=list, verbose_name="bevindingen")),
                ("reasons", models.TextField(blank=True, verbose_name="motivering")),
                ("judged_on", models.DateField(null=True, verbose_name="beoordeeld op")),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "payment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice",
                        to="cases.payment",
                        verbose_name="betaling",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.submission",
                        verbose_name="inzending",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="cases.order",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "factuur",
                "verbose_name_plural": "facturen",
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("findings", models.JSONField(default=list, verbose_name="bevindingen")),
                ("outcome", models.CharField(blank=True, max_length=20, verbose_name="afhandeling")),
                ("is_culpable", models.BooleanField(null=True, verbose_name="verwijtbaar")),
                ("reasons", models.TextField(blank=True, verbose_name="motivering")),
                ("handled_on", models.DateField(null=True, verbose_name="afgehandeld op")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="cases.case",
                        verbose_name="zaak",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afgehandeld door",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incident",
                        to="cases.submission",
                        verbose_name="inzending",
                    ),
                ),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
                "indexes": [
                    models.Index(condition=models.Q(("outcome", "")), fields=["case"], name="incidents_that_wait")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "proposed")),
                fields=("party", "scheme", "kind", "training"),
                name="one_intention_of_a_kind_per_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "imposed"), _negated=True), ("decided_by__isnull", False), _connector="OR"
                ),
                name="measure_is_imposed_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="measure_is_decided_by_another_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="exclusion_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "exclusion"), _negated=True), ("until_on__isnull", False), _connector="OR"
                ),
                name="applicant_is_never_excluded_for_good",
            ),
        ),
        migrations.AddIndex(
            model_name="affectedgrant",
            index=models.Index(condition=models.Q(("choice", "")), fields=["case"], name="affected_grants_that_wait"),
        ),
        migrations.AddConstraint(
            model_name="affectedgrant",
            constraint=models.UniqueConstraint(fields=("measure", "case"), name="one_row_per_measure_and_grant"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gt", 0)), name="order_is_more_than_nothing"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("invoiced_cents__gte", 0), ("invoiced_cents__lte", models.F("amount_cents"))),
                name="invoiced_is_never_more_than_ordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("case",), name="one_running_order_per_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "accepted"), ("payment", None), _connector="OR"),
                name="only_accepted_invoice_is_paid",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "rejected"), _negated=True),
                fields=("order", "number"),
                name="one_invoice_of_a_number_per_order",
            ),
        ),
    ]
