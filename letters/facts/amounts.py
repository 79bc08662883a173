"""The amounts that a letter may print, each from the decision or the ledger; none is typed or computed anew for the letter.
All amounts are in euro. Whether decision and ledger agree is asked in `agreement`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from cases.amounts import ZERO, euro, from_cents
from cases.models import Account
from cases.schemes.base import Calculation
from letters.facts.file import LetterFile
from letters.facts.names import NAMES
from letters.kinds import is_recovery

ELIGIBLE_COSTS = "Subsidiabele kosten"
"""The label under which a calculation states the costs that count."""


def amounts_of(file: LetterFile) -> dict[str, Decimal]:
    """Give the amounts for this kind of letter by name; one that the file does not hold is left out."""
    found = {name: AMOUNTS[name](file) for name in NAMES[file.kind] if name in AMOUNTS}
    return {name: amount for name, amount in found.items() if amount is not None}


def calculation_of(file: LetterFile) -> Calculation:
    """Give the calculation that was decided on: of the assessment, or that of the decision itself."""
    if file.assessment is not None:
        return Calculation.from_json(file.assessment.calculation)
    lines = file.decision.facts.get("calculation", []) if file.decision else []
    return Calculation.from_json(lines)


def decided(file: LetterFile, name: str) -> Decimal | None:
    """Give an amount that the decision fixed beside its main amount."""
    stored = file.decision.facts.get(name) if file.decision else None
    return None if stored is None else euro(stored)


def advance(file: LetterFile) -> Decimal | None:
    """The advance: joined to the grant, or decided by itself."""
    return decided(file, "advance") if file.kind == "grant" else file.decided_amount


def interim(file: LetterFile) -> Decimal | None:
    """The interim payment: the most that can still come after a grant, or what was decided."""
    return decided(file, "interim") if file.kind == "grant" else file.decided_amount


def settled(file: LetterFile) -> Decimal | None:
    """The settled amount: intended, decided, or what is owed by the decision that a claim follows from."""
    if file.kind == "settlement_views":
        return from_cents(file.assessment.amount_cents) if file.assessment else None
    return decided(file, "owed") if is_recovery(file.kind) else file.decided_amount


def paid(file: LetterFile) -> Decimal | None:
    """What was paid by the ledger; a claim prints what was paid when it was decided."""
    return decided(file, "paid") if is_recovery(file.kind) else file.balance(Account.PAID)


def to_recover(file: LetterFile) -> Decimal | None:
    """What was paid above what is owed; in a claim the receivable itself."""
    if is_recovery(file.kind):
        return from_cents(file.receivable.amount_cents) if file.receivable else None
    return max(file.balance(Account.PAID) - file.balance(Account.COMMITTED), ZERO)


def eligible(file: LetterFile) -> Decimal | None:
    """The costs that count, as the calculation states them; nothing where the subsidy is a fixed amount."""
    lines = calculation_of(file).lines
    return next((line.result for line in lines if line.label == ELIGIBLE_COSTS), None)


AMOUNTS: Mapping[str, Callable[[LetterFile], Decimal | None]] = MappingProxyType(
    {
        "requested": lambda file: from_cents(file.case.requested_cents),
        "granted": lambda file: file.granted_amount,
        "advance": advance,
        "interim": interim,
        "settled": settled,
        "before": lambda file: decided(file, "before"),
        "eligible": eligible,
        "paid": paid,
        "set_off": lambda file: file.set_off or None,
        "to_pay": lambda file: file.unpaid_amount,
        "to_recover": to_recover,
        "ceiling": lambda file: file.ceiling,
        "forgone": lambda file: file.decided_amount,
        "invoiced": lambda file: euro(file.letter.facts["amount"]) if "amount" in file.letter.facts else None,
    }
)
