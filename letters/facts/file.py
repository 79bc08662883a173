"""Everything that is known for one letter, read together and frozen: the case, its decision, its money, its terms.
What of it a letter may print stands beside this file; how it is read from the database in `loading`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from cases.amounts import ZERO, from_cents
from cases.law import Values
from cases.models import Account, Assessment, Case, Decision, Draw, Party, Payment, PaymentStatus, Receivable, SetOff
from cases.queries import application_of
from cases.schemes.base import Applicant, DecidedLine, DecidedRate, Scheme
from letters.models import Letter

UNPAID = (PaymentStatus.PLANNED, PaymentStatus.APPROVED)


@dataclass(frozen=True)
class Place:
    """The place of a case in the order of its window. `draw` is the lot that gave the number, `of` how many took part in it;
    without one the day of completeness decided."""

    number: int
    of: int
    draw: Draw | None


@dataclass(frozen=True)
class LetterFile:
    """What is known for one letter. Balances are sums of the ledger, `booked` those of the letter's own decision alone.

    `basis` is the decision, and `basis_letter` the letter, that a claim follows from; `moved` is the newest change
    with another last day, `changes` all that were agreed to before the letter's own decision, with that; `arrival_number`
    is the place in the order of arrival; `due_on` holds the last day of the newest term of each kind; `received_on` of each
    kind of act.
    """

    letter: Letter
    scheme: Scheme
    values: Values
    assessment: Assessment | None = None
    grant: Decision | None = None
    moved: Decision | None = None
    changes: tuple[Decision, ...] = ()
    basis: Decision | None = None
    basis_letter: Letter | None = None
    balances: Mapping[str, Decimal] | None = None
    booked: Mapping[str, Decimal] | None = None
    payments: tuple[Payment, ...] = ()
    receivable: Receivable | None = None
    due_on: Mapping[str, date] | None = None
    received_on: Mapping[str, date] | None = None
    place: Place | None = None
    ceiling: Decimal | None = None
    arrival_number: int | None = None
    set_offs: tuple[SetOff, ...] = ()
    lines: tuple[DecidedLine, ...] = ()
    rates: tuple[DecidedRate, ...] = ()

    @property
    def set_off(self) -> Decimal:
        """What of advances counts as payment by the decision, in euro."""
        return from_cents(sum(each.amount_cents for each in self.set_offs))

    @property
    def kind(self) -> str:
        """The kind of the letter."""
        return self.letter.kind

    @property
    def case(self) -> Case:
        """The case, with its party, window and application."""
        return self.letter.case

    @cached_property
    def applicant(self) -> Applicant | Party:
        """Who applied, as the case's own application says: what came in later on another case changes no letter of this one.

        Where application or party was erased, what is left of the party.
        """
        is_erased = not self.case.application.body or not self.case.party.name.strip()
        return self.case.party if is_erased else application_of(self.case).applicant

    @property
    def addressee(self) -> Applicant | Party:
        """To whom the letter goes: another party that it names, else who applied."""
        return self.letter.party or self.applicant

    @property
    def decision(self) -> Decision | None:
        """The decision that the letter announces."""
        return self.letter.decision

    @property
    def is_decision(self) -> bool:
        """Say whether the letter announces a decision (Awb 3:41)."""
        return self.letter.decision_id is not None

    @property
    def is_made_by_machine(self) -> bool:
        """Say whether a machine took the decision that the letter announces."""
        return self.decision is not None and bool(self.decision.facts.get("by_machine"))

    @property
    def is_made_in_sharing(self) -> bool:
        """Say whether the decision that the letter announces was taken with all others of its window, by one signature."""
        return self.decision is not None and bool(self.decision.facts.get("in_sharing"))

    @property
    def reference(self) -> str:
        """The reference (kenmerk) of the letter."""
        return reference_of(self.letter, self.case)

    def balance(self, account: Account) -> Decimal:
        """Give the balance of an account of the case in euro."""
        return (self.balances or {}).get(account, ZERO)

    def booked_on(self, account: Account) -> Decimal:
        """Give what the letter's own decision booked on an account, in euro."""
        return (self.booked or {}).get(account, ZERO)

    @property
    def decided_amount(self) -> Decimal | None:
        """The amount of the decision in euro."""
        cents = self.decision.amount_cents if self.decision else None
        return None if cents is None else from_cents(cents)

    @property
    def granted_amount(self) -> Decimal | None:
        """The amount of the grant in euro, as changed since."""
        promises = (each for each in (*reversed(self.changes), self.grant) if each is not None)
        cents = next((each.amount_cents for each in promises if each.amount_cents is not None), None)
        return None if cents is None else from_cents(cents)

    @property
    def unpaid_amount(self) -> Decimal:
        """What this decision still brings to the bank, in euro."""
        return from_cents(sum(payment.amount_cents for payment in self.payments if payment.status in UNPAID))

    @property
    def ends_on(self) -> date | None:
        """The last day of the project, as granted or as changed later."""
        if self.moved is not None:
            return date.fromisoformat(self.moved.facts["new_ends_on"])
        return date.fromisoformat(self.grant.facts["ends_on"]) if self.grant and "ends_on" in self.grant.facts else None


def reference_of(letter: Letter, case: Case) -> str:
    """Give the reference (kenmerk) under which a letter is known: case and letter."""
    return f"{case.number}/{letter.pk}"
