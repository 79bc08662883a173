"""When an invoice of a trainer may come at the earliest.
What holds for every invoice (its order, its amount, who sends it, who is paid) stands in `cases.schemes.invoices`."""

from __future__ import annotations

from datetime import date

from cases.law import Values
from cases.schemes.judgement import Finding
from cases.schemes.stap.acts import Invoice
from cases.schemes.stap.application import StapApplication
from cases.schemes.stating import found
from cases.schemes.trainers import OrderFacts
from cases.terms.kinds import Length


def judge_invoice(
    application: StapApplication, invoice: Invoice, facts: OrderFacts, values: Values
) -> tuple[Finding, ...]:
    """Judge what STAP itself asks of an invoice."""
    return (is_not_too_early(facts, values),)


def first_invoice_day(starts_on: date, values: Values) -> date:
    """Give the first day on which an invoice may come: three weeks before the training starts."""
    return Length(values.invoice_weeks_before_start, "weeks").before(starts_on)


def is_not_too_early(facts: OrderFacts, values: Values) -> Finding:
    """An invoice comes from three weeks before the start of the training on."""
    first = first_invoice_day(facts.starts_on, values)
    label = f"De factuur komt niet vóór {first:%d-%m-%Y}, {values.invoice_weeks_before_start} weken voor de start."
    is_met = facts.received_on >= first
    return found(values, "invoice_day", "invoice_weeks_before_start", is_met, label, first=first.isoformat())
