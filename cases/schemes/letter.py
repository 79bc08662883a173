"""What a letter is made of: the facts that it may print, the pieces of text that a scheme's wording makes of them.
How pieces are written stands in `passages`, which facts a letter needs in `letter_facts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from cases.law import Values
from cases.schemes.judgement import Calculation, Finding
from cases.schemes.lines import DecidedLine, DecidedRate


@dataclass(frozen=True)
class Passage:
    """A piece of letter text. `kind`: "heading", "paragraph", "list" (items) or "table" (rows; the first row is the header)."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class SchemeNames:
    """How letters call a scheme: by its short name, in a sentence ("de SLIM-regeling"), and before its articles."""

    name: str = ""
    called: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class LetterFacts:
    """Everything a scheme's wording may print: facts of case, decision and ledger, nothing else. Dates and amounts are values."""

    case_number: str
    applicant_name: str
    applicant_kind: str
    window_label: str
    received_on: date
    on: date
    articles: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    calculation: Calculation = field(default_factory=lambda: Calculation(()))
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    application: Any = None
    values: Values | None = None
    lines: tuple[DecidedLine, ...] = ()
    rates: tuple[DecidedRate, ...] = ()
    scheme: SchemeNames = SchemeNames()


Wording = Callable[[LetterFacts], Sequence[Passage]]
