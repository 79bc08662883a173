"""What is to become of each arrival, in their order: granted, refused, no room, or for a person. Read and judged, nothing written.
A machine decides only where nothing is open; see `cases.schemes.claims.MachineRules`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cases.amounts import from_cents
from cases.authority.values import approved_settings, values_with
from cases.law import Values
from cases.models import Arrival, Case, Status, Window
from cases.queries import application_of, files_of
from cases.schemes.base import Calculation, Claim, Judgement, Outcome
from cases.schemes.claims import ceiling_only
from cases.schemes.registry import scheme
from cases.schemes.trainers import Payee
from cases.windows.allotment import Allotment, Taken

PARTIAL = "partial"


class Fate(StrEnum):
    """What becomes of an arrival. `WAITING`: no room for it, but not for a machine to say so; `GONE`: withdrawn meanwhile."""

    GRANTED = "granted"
    REFUSED = "refused"
    CEILING = "ceiling"
    PERSON = "person"
    WAITING = "waiting"
    INCOMPLETE = "incomplete"
    GONE = "gone"


NOTHING_FOUND = Judgement((), Calculation(()))


@dataclass(frozen=True)
class Item:
    """An arrival with all that it is judged on. `reason`: why a person decides, in Dutch; "" where a machine may."""

    arrival: Arrival
    case: Case
    application: Any
    values: Values
    file: Mapping[str, Any]
    judgement: Judgement
    reason: str = ""

    @property
    def number(self) -> int:
        """The place of a complete application in the order."""
        assert self.arrival.order_number is not None
        return self.arrival.order_number

    @property
    def amount(self) -> Decimal:
        """The amount in euro that the rules give; where they failed, what was asked for."""
        is_judged = self.judgement is not NOTHING_FOUND
        return self.judgement.calculation.amount if is_judged else from_cents(self.case.requested_cents)

    @property
    def payee(self) -> Payee | None:
        """Who is paid, as the scheme says on the file; nothing where no register names anybody."""
        return scheme(self.case.scheme).payee(self.application, self.file)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What it claims from the counters of its window."""
        return self.claims_for(self.amount)

    def claims_for(self, amount: Decimal) -> tuple[Claim, ...]:
        """What it claims for an amount."""
        if self.judgement is NOTHING_FOUND:
            return ceiling_only(self.application, self.values, self.file, amount)
        return scheme(self.case.scheme).claims(self.application, self.values, self.file, amount)


@dataclass(frozen=True)
class Verdict:
    """What becomes of an arrival, the amount in euro that is granted or reserved, and what that takes from the counters."""

    item: Item
    fate: Fate
    amount: Decimal = Decimal("0.00")
    taken: tuple[Taken, ...] = ()


def judged(
    window: Window, arrivals: Sequence[Arrival], cases: Mapping[int, Case], signalled: Collection[int]
) -> list[Item]:
    """Judge complete arrivals on what is known now. A rule that fails on one of them leaves that one to a person."""
    found, approved = scheme(window.scheme), approved_settings([window.scheme])
    pairs = [(one, cases[one.case_key]) for one in arrivals]
    applications = {case.pk: application_of(case) for _, case in pairs}
    files = files_of([(case, applications[case.pk]) for _, case in pairs]) if pairs else {}
    items = []
    for arrival, case in pairs:
        application, values = applications[case.pk], values_with(approved, case.scheme, case.received_on)
        item = Item(arrival, case, application, values, files[case.pk], NOTHING_FOUND)
        try:
            judgement = found.judge(application, values, files[case.pk])
        except Exception as error:
            items.append(replace(item, reason=f"de regels konden niet worden toegepast ({type(error).__name__})"))
        else:
            items.append(_with_reason(replace(item, judgement=judgement), signalled))
    return items


def _with_reason(item: Item, signalled: Collection[int]) -> Item:
    """Say why a machine may not decide on this one; the first reason is enough."""
    return replace(item, reason=next(_reasons(item, signalled), ""))


def _reasons(item: Item, signalled: Collection[int]) -> Iterator[str]:
    rules = scheme(item.case.scheme).machine
    if item.case.pk in signalled:
        yield "er is een signaal waar nog iemand naar kijkt"
    for finding in item.judgement.findings:
        if finding.outcome is Outcome.PERSON:
            yield f"een bevinding vraagt een oordeel ({finding.code})"
    for ground in item.judgement.grounds:
        if rules is None or ground.code not in rules.refuses_on:
            yield f"de afwijzing rust niet alleen op gegevens van de aanvrager ({ground.code}; Awb 4:7)"
    if item.judgement.outcome == "grant" and item.payee is None:
        yield "in het register staat niet wie betaald moet worden"


def weighed(items: Sequence[Item], allotment: Allotment, *, is_partial: bool) -> list[Verdict]:
    """Decide in order: who is granted takes room from those after; two of one party in one go are not both granted."""
    granted = set[tuple[str, int]]()
    verdicts = []
    for item in items:
        verdict = _weigh(_as_known_now(item, granted), allotment, is_partial=is_partial)
        if verdict.fate is Fate.GRANTED:
            granted.add(_turn(item))
        verdicts.append(verdict)
    return verdicts


def _turn(item: Item) -> tuple[str, int]:
    return item.case.party.identifier, item.case.received_on.year


def _as_known_now(item: Item, granted: Collection[tuple[str, int]]) -> Item:
    """A grant of a moment ago, to the same party, counts: the rules are asked again."""
    found = scheme(item.case.scheme)
    if not found.once_per_year or item.judgement is NOTHING_FOUND or _turn(item) not in granted:
        return item
    file = {**item.file, "grants_this_year": item.file["grants_this_year"] + 1}
    again = replace(item, file=file, judgement=found.judge(item.application, item.values, file))
    return again if again.reason else _with_reason(again, ())


def _weigh(item: Item, allotment: Allotment, *, is_partial: bool) -> Verdict:
    if item.case.status != Status.SUBMITTED:
        return Verdict(item, Fate.GONE)
    if not item.reason and item.judgement.outcome == "refuse":
        return Verdict(item, Fate.REFUSED)
    amount, taken = _place(item, allotment, is_partial=is_partial)
    if taken is None:
        return Verdict(item, Fate.WAITING if item.reason else Fate.CEILING)
    return Verdict(item, Fate.PERSON if item.reason else Fate.GRANTED, amount, taken)


def _place(item: Item, allotment: Allotment, *, is_partial: bool) -> tuple[Decimal, tuple[Taken, ...] | None]:
    """Take the room; of the last one under the ceiling what is left, where the scheme wants that (Awb 4:25 lid 2, "voor zover")."""
    number, claims = item.number, item.claims
    left = allotment.left_for(number, claims) if is_partial else 0
    if left <= 0 or allotment.fits(number, claims):
        return item.amount, allotment.take(number, claims)
    taken = allotment.take(number, item.claims_for(from_cents(left)))
    allotment.close(number, claims)
    return from_cents(left), taken
