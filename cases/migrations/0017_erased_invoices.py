"""Invoices of an order of which the numbers were erased are not taken for the same one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_closed_by"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="invoice",
            name="one_invoice_of_a_number_per_order",
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("status", "rejected"), _negated=True), models.Q(("number", ""), _negated=True)
                ),
                fields=("order", "number"),
                name="one_invoice_of_a_number_per_order",
            ),
        ),
    ]
