"""Each objection has its own term to be decided on (Awb 7:10); those of several objections run side by side."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_arrivals")]

    operations = [
        migrations.RemoveConstraint(model_name="term", name="one_running_term_of_a_kind_per_case"),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("ended_on", None), models.Q(("code__in", ["objection", "objection_decision"]), _negated=True)
                ),
                fields=("case", "code"),
                name="one_running_term_of_a_kind_per_case",
            ),
        ),
    ]
