"""Applications of many lines, each with a share in one or more buckets of money: what a scheme's rules give, and what letters print.
How a window is shared stands in `cases.windows.shares`; no number, article or wording of any one scheme stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from cases.amounts import ZERO
from cases.law import Values
from cases.schemes.judgement import Finding

MET, REFUSED, PERSON = "met", "refused", "person"
"""What the rules, or a person after them, say about a line."""


@dataclass(frozen=True)
class BucketClaim:
    """What one line claims from one bucket, in exact parts of a whole: 30 of 40 weeks is three quarters of a place.

    `asked` are the units that were asked for, where fewer qualify; None: as many. A part that is refused beside others that are
    met (a supplement) is a claim of no units. `left` are the units that the rules leave where another ground refuses them, so that
    no more is given when that ground falls; None: all that was asked.
    """

    bucket: str
    units: int
    of: int
    asked: int | None = None
    left: int | None = None

    def __post_init__(self) -> None:
        if self.units < 0 or self.of < 1 or self.asked_units < self.units:
            raise ValueError(f"{self} is no share: units from nothing to what was asked, of one or more.")

    @property
    def asked_units(self) -> int:
        """The units that were asked for."""
        return self.units if self.asked is None else self.asked

    def refused(self) -> BucketClaim:
        """Give the claim as it is refused: of no units, with what the rules leave of it kept beside it."""
        return replace(self, units=0, asked=self.asked_units, left=self.units or self.left)

    def won(self) -> BucketClaim:
        """Give the claim once what refused it fell away."""
        return replace(self, units=self.asked_units if self.left is None else self.left)


@dataclass(frozen=True)
class ClaimLine:
    """One line of an application that shares in buckets: whose place it is, what was found, what it claims.

    `outcome` is "met" (claims share), "refused" (nothing is left to claim) or "person" (somebody must look first: the claims say
    what it gets if it is met). A line that is refused in part is "met" with fewer units and a finding that was not met.
    `holder` is a number such as a BSN, of which only the pseudonym is kept; label, facts and findings hold nothing personal.
    `programme` is what the place is for, as `line_keys` gives it. The fact `concerns` of a finding names the bucket that alone is
    refused where it is not met, or "part": such a finding refuses only what does not qualify.
    """

    number: int
    holder: str
    category: str
    label: str
    claims: tuple[BucketClaim, ...]
    findings: tuple[Finding, ...]
    outcome: str
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    programme: str = ""


@dataclass(frozen=True)
class LineKey:
    """Who and what a line is about, before any rule: the holder (BSN or other number) and the programme that is followed.

    With it the engine looks up which places were settled before for this employer, holder and programme.
    """

    number: int
    holder: str
    programme: str


BESIDE = "places_beside"
Beside = Mapping[str, str]
NOT_BESIDE: Final[Beside] = MappingProxyType({"share": "0", "case": ""})
"""No other application of this window names the holder."""


def beside(extracts: Mapping[str, Any], number: int) -> Beside:
    """Give what other applications of this employer in this window claim for the holder and programme of a line."""
    found: Beside = extracts.get(BESIDE, {}).get(str(number), NOT_BESIDE)
    return found


@dataclass(frozen=True)
class BucketRule:
    """A bucket of money that lines share: `full_amount` names the value that is the most for one whole, None: no maximum.

    `step` names the value in which the share is counted, rounded down: of a full amount a part of one, else euro. What is left in
    buckets with `takes_left_over` may be spread over the others of them that fall short, in proportion to their ceilings.
    """

    code: str
    label: str
    full_amount: str | None
    step: str
    takes_left_over: bool = True


def no_lines(application: Any, values: Values, extracts: Mapping[str, Any]) -> tuple[ClaimLine, ...]:
    """Give no lines: a scheme that divides nothing by share."""
    return ()


def no_line_keys(application: Any) -> tuple[LineKey, ...]:
    """Ask for no earlier places."""
    return ()


@dataclass(frozen=True)
class DecidedClaim:
    """What a decision gives a line from a bucket: units asked for, units that count, of how many, and the amount in euro."""

    bucket: str
    asked: int
    units: int
    of: int
    amount: Decimal

    @property
    def share(self) -> Fraction:
        """The part of a whole that counts."""
        return Fraction(self.units, self.of)


@dataclass(frozen=True)
class DecidedLine:
    """A line as a letter prints it. `outcome`: met, refused, or person while its outcome is still to come.

    `is_by_person`: a person answered what the rules left open.
    """

    number: int
    category: str
    label: str
    outcome: str
    findings: tuple[Finding, ...] = ()
    claims: tuple[DecidedClaim, ...] = ()
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    is_by_person: bool = False

    @property
    def amount(self) -> Decimal:
        """What the line gets, in euro."""
        return sum((claim.amount for claim in self.claims), ZERO)


@dataclass(frozen=True)
class DecidedRate:
    """The rate of a bucket as a letter prints it.

    `percent` is None where each unit is paid an amount. `unit_amount` is what a whole place, or a unit, gets in euro; `ceiling`
    what was published and `added` what other buckets left, in euro; `demand` how many places or units qualify together.
    """

    bucket: str
    label: str
    percent: Decimal | None
    unit_amount: Decimal
    ceiling: Decimal
    added: Decimal
    demand: Fraction
