"""What holds for every invoice, whatever the scheme: it names its order and fits in it, and comes from whom was ordered from.
Pure; when a trainer may invoice at the earliest, and what else it must show, the scheme's own rule says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cases.amounts import plain, written
from cases.schemes.judgement import Finding, Outcome
from cases.schemes.trainers import Invoice, OrderFacts

ARTICLE = "Awb 4:95"


def house_findings(
    invoice: Invoice, facts: OrderFacts, known_numbers: Collection[str], *, is_announced: bool
) -> tuple[Finding, ...]:
    """Give the findings of every scheme; what cannot be right is not met, what only a person can clear up is left to one."""
    return (
        names_order(invoice, facts),
        fits_order(invoice, facts),
        is_of_trainer(facts),
        is_new(invoice, known_numbers),
        payee_is_trainer(facts),
        grant_is_announced(is_announced),
    )


def names_order(invoice: Invoice, facts: OrderFacts) -> Finding:
    """One invoice is for one order, and names it."""
    label = f"De factuur noemt het ordernummer {facts.number}."
    return _found("invoice_names_order", invoice.order == facts.number, label)


def fits_order(invoice: Invoice, facts: OrderFacts) -> Finding:
    """The invoices for an order together are at most its amount; one for nothing is none."""
    left = facts.ordered_amount - facts.accepted_amount
    label = f"De factuur is hoger dan nul en hoogstens {written(left)}: wat van de order over is."
    is_met = 0 < invoice.amount <= left
    return _found("invoice_fits_order", is_met, label, amount=plain(invoice.amount), left=plain(left))


def is_of_trainer(facts: OrderFacts) -> Finding:
    """The invoice comes from whom was ordered from; what an employee enters is looked at on paper."""
    label = "De factuur komt van de opleider bij wie is besteld."
    return _found("invoice_is_of_trainer", facts.sender in (None, facts.trainer), label)


def is_new(invoice: Invoice, known_numbers: Collection[str]) -> Finding:
    """The same invoice is paid once."""
    label = "Een factuur met dit nummer is nog niet ontvangen voor deze order."
    return _found("invoice_is_new", invoice.number not in known_numbers, label)


def payee_is_trainer(facts: OrderFacts) -> Finding:
    """The register names an account of the trainer that was ordered from; where it does not, a person looks."""
    payee = facts.payee
    is_met = payee is not None and bool(payee.iban) and payee.identifier == facts.trainer
    label = "Het register noemt vandaag een rekening van deze opleider."
    return Finding("payee_is_trainer", ARTICLE, Outcome.MET if is_met else Outcome.PERSON, label=label)


def grant_is_announced(is_announced: bool) -> Finding:
    """What the office did not announce yet (Awb 3:40) is not held against the trainer: a person takes the invoice up later."""
    outcome = Outcome.MET if is_announced else Outcome.PERSON
    return Finding("grant_is_announced", "Awb 3:40", outcome, label="De verlening is bekendgemaakt.")


def in_words(findings: Sequence[Finding]) -> str:
    """Name the conditions that were not met, one a line, as the trainer reads them."""
    failed = (finding for finding in findings if finding.outcome is Outcome.NOT_MET)
    return "\n".join(f"Niet voldaan: {finding.label or finding.code}" for finding in failed)


def _found(code: str, is_met: bool, label: str, **facts: str) -> Finding:
    return Finding(code, ARTICLE, Outcome.MET if is_met else Outcome.NOT_MET, facts, label)
