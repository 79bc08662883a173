"""The contract of misuse signals: what a scheme gives so that the house can point at a file that a person should look at.
A signal decides nothing. What a scheme looks for stands in its own `signals.py`; the house stores, counts and shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cases.amounts import ZERO
from cases.law import Article, Values

FORBIDDEN = ("nationality", "name", "birth", "postcode", "gender", "religion")
"""What no fingerprint may be made of, also not as part of its code: a selection on it would be a selection of people."""


class Severity(StrEnum):
    """How soon a reviewer should look. It changes nothing for the applicant."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True)
class Fingerprint:
    """Something in a case that other cases of the scheme may hold too: an account, an adviser, a trainer, a student.

    `value` is stored as a keyed hash only. `amount` is summed over all cases that share it, in whole units of the rule (weeks,
    cents). `from_on` and `until_on` (both or neither) say when it holds, so that overlaps with other parties can be counted.
    """

    code: str
    value: str
    amount: int = 0
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class ReceivedAct:
    """Something that came in after the application: its kind, its data, its day."""

    kind: str
    data: Mapping[str, Any]
    received_on: date


@dataclass(frozen=True)
class SignalCase:
    """One case as a scheme may look at it. `values` are those of the day of receipt; amounts in euro, from the ledger.

    `registers` holds what registers said: register -> key -> {"state", "answer", "source", "asked_at"}.
    """

    application: Any
    values: Values
    received_on: date
    window: str = ""
    status: str = ""
    registers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    acts: tuple[ReceivedAct, ...] = ()
    committed_amount: Decimal = ZERO
    paid_amount: Decimal = ZERO

    def acts_of(self, kind: str) -> tuple[ReceivedAct, ...]:
        """Give the acts of a kind, oldest first."""
        return tuple(act for act in self.acts if act.kind == kind)


@dataclass(frozen=True)
class Shared:
    """One fingerprint of a case, and how it is shared: in how many cases, of how many applicants, this one among them.

    `total`, `lowest` and `highest` are over the amounts of all these cases; `overlapping` counts the other applicants whose
    period overlaps with that of this case.
    """

    code: str
    cases: int = 1
    parties: int = 1
    amount: int = 0
    total: int = 0
    lowest: int = 0
    highest: int = 0
    overlapping: int = 0


@dataclass(frozen=True)
class SignalFacts:
    """What a rule may know: the case itself, its fingerprints with their counts, and how many cases its window has.

    `own_cases`: how many of the window are of this applicant, this one among them; those withdrawn or left unconsidered do not count.
    """

    case: SignalCase
    shared: tuple[Shared, ...] = ()
    window_cases: int = 1
    own_cases: int = 1

    def of(self, code: str) -> tuple[Shared, ...]:
        """Give the fingerprints of one kind."""
        return tuple(each for each in self.shared if each.code == code)

    def widest(self, code: str) -> Shared:
        """Give the fingerprint of a kind that most applicants share; nothing shared where the case has none."""
        return max(self.of(code), key=lambda each: (each.parties, each.cases), default=Shared(code, cases=0, parties=0))


@dataclass(frozen=True)
class SignalFound:
    """What a rule saw: a Dutch sentence with its numbers, what was measured beside the limit, and the facts behind it.

    No personal value may stand in `seen` or `facts`: both are read by people who may not see the file.
    """

    seen: str
    measured: int
    limit: int
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class SignalRule:
    """One explainable rule. `limit` names the value of the scheme that is the highest number still taken for normal.

    `uses` are the codes of the fingerprints that it reads; `why` says what could be the matter, `look_at` what to look at.
    `needs_window`: it reads how many cases the window, or its applicant, has, so it is left out when a single new case is looked at.
    """

    code: str
    label: str
    article: Article
    limit: str
    severity: Severity
    why: str
    look_at: str
    judge: Callable[[SignalFacts, Values], SignalFound | None]
    uses: tuple[str, ...] = ()
    needs_window: bool = False


def no_fingerprints(case: SignalCase) -> tuple[Fingerprint, ...]:
    """Give none: a scheme that compares no cases."""
    return ()
