"""Do decision and ledger say the same? And which amounts may stand in a letter at all.
Looking for other amounts in the finished text is done in `letters.checks`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cases.amounts import ZERO, euro, from_cents, written
from cases.models import Account, PaymentStatus
from cases.schemes.base import Calculation, Finding, LetterFacts
from cases.schemes.passages import lines
from letters.checks import amounts_in
from letters.facts.file import LetterFile
from letters.facts.lines import amounts_in_lines
from letters.kinds import is_recovery, is_settlement

DECIDED = ("advance", "interim", "paid", "owed", "amount", "before")
WRITTEN_BY_PEOPLE = (
    "project_title",
    "change",
    "reasons",
    "views",
    "weighing",
    "missing",
    "activities",
    "new_training",
    "own_part",
)


def disagreements(file: LetterFile, facts: LetterFacts) -> list[str]:
    """Give in Dutch each amount on which the decision and the books differ; as long as there is one, no letter goes out."""
    return [
        f"{name}: het besluit zegt {written(decided)}, de boekhouding {written(booked)}. Laat dit uitzoeken."
        for name, decided, booked in _compared(file, facts)
        if decided != booked
    ]


def _compared(file: LetterFile, facts: LetterFacts) -> Iterator[tuple[str, Decimal, Decimal]]:
    amounts = facts.amounts
    if file.kind == "grant":
        yield "Verleend bedrag", amounts["granted"], file.booked_on(Account.COMMITTED)
        yield "Voorschot", amounts.get("advance", ZERO), planned(file)
    if file.kind in ("advance_granted", "interim_granted"):
        yield "Betaling", file.decided_amount or ZERO, planned(file)
    if is_settlement(file.kind) and file.decision is not None:
        yield "Vastgesteld bedrag", amounts["settled"], file.balance(Account.COMMITTED)
        yield from _moved_by_settlement(file, amounts["settled"])
    if is_recovery(file.kind):
        yield "Terug te vorderen bedrag", file.decided_amount or ZERO, file.booked_on(Account.RECEIVABLE)
        yield "Betaald min vastgesteld", amounts["paid"] - amounts["settled"], amounts["to_recover"]


def _moved_by_settlement(file: LetterFile, settled: Decimal) -> Iterator[tuple[str, Decimal, Decimal]]:
    """A line that is awarded later pays itself; what an earlier decision still pays is no part of its letter."""
    added = file.decision.facts.get("added") if file.decision else None
    if added is None:
        yield "Nog te betalen of terug te vragen", *_balance_after_settlement(file, settled)
    else:
        yield "Toegekend bedrag", euro(added), file.booked_on(Account.COMMITTED)
        yield "Betaling", euro(added), planned(file)


def _balance_after_settlement(file: LetterFile, settled: Decimal) -> tuple[Decimal, Decimal]:
    """What the decision leaves to pay (positive) or to claim back (negative), and what is planned with what is overpaid.

    What was ordered and not invoiced yet is held: the decision says how much of it.
    """
    paid = file.balance(Account.PAID)
    held = euro(file.decision.facts.get("held", ZERO)) if file.decision else ZERO
    return settled - held - paid, file.unpaid_amount - max(paid - file.balance(Account.COMMITTED), ZERO)


def planned(file: LetterFile) -> Decimal:
    """Give what this decision pays or paid, in euro."""
    return from_cents(sum(each.amount_cents for each in file.payments if each.status != PaymentStatus.VOID))


def known_amounts(file: LetterFile) -> set[Decimal]:
    """Give every amount in euro that decision, assessment and ledger hold for this letter."""
    return {
        amount
        for amount in (*_decided_amounts(file), *_booked_amounts(file), *amounts_in_lines(file.lines, file.rates))
        if amount is not None
    }


def _decided_amounts(file: LetterFile) -> Iterator[Decimal | None]:
    yield from (from_cents(file.case.requested_cents), file.ceiling, file.granted_amount, file.decided_amount)
    facts = file.decision.facts if file.decision else {}
    yield from (Decimal(facts[name]) for name in DECIDED if facts.get(name) is not None)
    if "amount" in file.letter.facts:
        yield Decimal(file.letter.facts["amount"])
    stored = file.assessment.calculation if file.assessment else facts.get("calculation", [])
    for line in Calculation.from_json(stored).lines:
        yield line.result
        yield from (amount for number in line.numbers.values() for amount in amounts_in(number))
    if file.assessment is not None:
        yield from_cents(file.assessment.amount_cents)


def _booked_amounts(file: LetterFile) -> Iterator[Decimal]:
    paid, committed = file.balance(Account.PAID), file.balance(Account.COMMITTED)
    yield from (from_cents(cents) for each in file.set_offs for cents in (each.amount_cents, each.left_cents))
    yield from (file.set_off, paid, committed, max(paid - committed, ZERO), file.unpaid_amount, planned(file))
    if file.receivable is not None:
        yield from_cents(file.receivable.amount_cents)


def quoted(file: LetterFile, facts: LetterFacts) -> list[str]:
    """Give the texts that people wrote, line by line as they are printed: an amount in them is theirs, not the letter's.

    So is the own part: it follows from the price that the trainer put on its paper.
    """
    party, calculation = file.applicant, facts.calculation.lines
    texts = [party.name, party.contact_name, party.street, party.town, facts.window_label]
    texts += [file.addressee.name, file.addressee.street, file.addressee.town]
    texts += [line for name in WRITTEN_BY_PEOPLE for line in lines(facts.texts.get(name, ""))]
    texts += [text for line in calculation for text in (line.label, line.formula)]
    texts += [_printed_label(finding) for finding in facts.findings]
    return [text for text in texts if text.strip()]


def _printed_label(finding: Finding) -> str:
    return finding.label.strip().rstrip(".")
