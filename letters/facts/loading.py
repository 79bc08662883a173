"""Reading the files of many letters with a fixed number of queries, so that thousands can go out in one run.
Nothing is written, and nothing is worded here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from cases.acts import PROMISES
from cases.amounts import from_cents
from cases.authority.values import approved_settings, values_with
from cases.law import Values
from cases.models import (
    Arrival,
    Assessment,
    Counter,
    Decision,
    Draw,
    LedgerRow,
    Payment,
    Position,
    Receivable,
    SetOff,
    Submission,
    Term,
)
from cases.schemes.registry import scheme
from cases.windows.counters import CEILING
from cases.windows.method import ARRIVAL, HMAC, NOTARY
from letters.facts.file import LetterFile, Place
from letters.facts.lines import Lines
from letters.kinds import EARLIER_DECISIONS, is_recovery
from letters.models import Letter

RELATED = (
    "party", "case__party", "case__window", "case__application", "decision__assessment", "decision__decided_by",
    "decision__mandate", "decision__request",
)  # fmt: skip
ASSESSED_STAGE: Mapping[str, str] = {"refusal_views": "application", "settlement_views": "settlement"}
ACTS = ("report", "proof", "waiver", "withdrawal")
LONG = ("values", "extracts")
SETTLED_DIRECTLY = "direct_settlement"
"""The only decision that an advance of an earlier case is set off against."""
BY_LOT = (HMAC, NOTARY)
OF_A_DAY = "-"
"""In the key of a place that follows from the day of completeness, as 2020-03-02; a drawn place has none."""


def load(pks: Iterable[int]) -> list[LetterFile]:
    """Read the files of these letters in the order of their keys; 21 queries at most, however many letters there are."""
    letters = Letter.objects.filter(pk__in=list(pks)).select_related(*RELATED)
    return files_of(list(letters.defer(*(f"decision__assessment__{name}" for name in LONG)).order_by("pk")))


def files_of(letters: Sequence[Letter]) -> list[LetterFile]:
    """Read the files of letters that were fetched with their case and decision."""
    shelf = _Shelf(letters)
    return [shelf.file_of(letter) for letter in letters]


class _Shelf:
    """What the letters of one chunk need, read once and kept by case, decision or window."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self._cases = sorted({letter.case_id for letter in letters})
        self._decisions = [letter.decision_id for letter in letters if letter.decision_id]
        self._windows = sorted({letter.case.window_id for letter in letters if letter.case.window_id})
        self._values = _values_by_day(letters)
        self._taken = self._read_decisions()
        self._balances, self._booked = self._read_ledger()
        self._payments: dict[int, list[Payment]] = defaultdict(list)
        for payment in Payment.objects.filter(decision__in=self._decisions).order_by("pk"):
            self._payments[payment.decision_id].append(payment)
        self._receivables = {row.decision_id: row for row in Receivable.objects.filter(decision__in=self._decisions)}
        self._due_on = self._read_terms()
        self._received_on = self._read_acts()
        self._places, self._ceilings = self._read_places(), self._read_ceilings()
        self._arrivals = _arrival_numbers(letters)
        self._assessments = self._read_assessments(letters)
        self._sent = self._read_basis_letters(letters)
        self._lines, self._set_offs = Lines(letters), self._read_set_offs(letters)

    def file_of(self, letter: Letter) -> LetterFile:
        """Put the file of one letter together."""
        case, taken = letter.case, self._taken[letter.case_id]
        basis = _newest(taken, lambda each: each.kind in EARLIER_DECISIONS)
        announced = self._sent.get(letter.case_id, [])
        return LetterFile(
            letter=letter,
            scheme=scheme(case.scheme),
            values=self._values[case.scheme, case.received_on],
            assessment=letter.decision.assessment if letter.decision else self._assessments.get((case.pk, letter.kind)),
            grant=_newest(taken, lambda each: each.kind in PROMISES),
            moved=_newest(taken, lambda each: each.kind == "change_granted" and bool(each.facts.get("new_ends_on"))),
            changes=tuple(each for each in taken if _is_change_before(each, letter)),
            basis=basis,
            basis_letter=_newest(announced, lambda each: basis is None or each.decision_id == basis.pk),
            balances=self._balances[case.pk],
            booked=self._booked[letter.decision_id or 0],
            payments=tuple(self._payments.get(letter.decision_id or 0, ())),
            receivable=self._receivables.get(letter.decision_id or 0),
            due_on=self._due_on[case.pk],
            received_on=self._received_on[case.pk],
            place=self._places.get(case.pk),
            ceiling=self._ceilings.get(case.window_id or 0),
            arrival_number=self._arrivals.get(case.pk),
            set_offs=tuple(self._set_offs.get(letter.decision_id or 0, ())),
            lines=self._lines.of(letter),
            rates=self._lines.rates(letter),
        )

    def _read_decisions(self) -> dict[int, list[Decision]]:
        kinds, found = [*PROMISES, "change_granted", *EARLIER_DECISIONS], defaultdict(list)
        rows = Decision.objects.filter(case__in=self._cases, kind__in=kinds).select_related("request")
        for decision in rows.order_by("pk"):
            found[decision.case_id].append(decision)
        return found

    def _read_ledger(self) -> tuple[dict[int, dict[str, Decimal]], dict[int, dict[str, Decimal]]]:
        by_case: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        by_decision: dict[int, dict[str, Decimal]] = defaultdict(dict)
        rows = LedgerRow.objects.filter(case__in=self._cases).values_list("case", "account", "decision")
        for case, account, decision, cents in rows.annotate(total=Sum("amount_cents")):
            by_case[case][account] += from_cents(cents)
            by_decision[decision or 0][account] = from_cents(cents)
        return by_case, by_decision

    def _read_terms(self) -> dict[int, dict[str, date]]:
        found: dict[int, dict[str, date]] = defaultdict(dict)
        terms = Term.objects.filter(case__in=self._cases).order_by("pk")
        for case, code, due_on in terms.values_list("case", "code", "due_on"):
            found[case][code] = due_on
        return found

    def _read_acts(self) -> dict[int, dict[str, date]]:
        found: dict[int, dict[str, date]] = defaultdict(dict)
        acts = Submission.objects.filter(case__in=self._cases, kind__in=ACTS).order_by("pk")
        for case, kind, received_at in acts.values_list("case", "kind", "received_at"):
            found[case or 0][kind] = timezone.localdate(received_at)
        return found

    def _read_set_offs(self, letters: Sequence[Letter]) -> dict[int, list[SetOff]]:
        found: dict[int, list[SetOff]] = defaultdict(list)
        if any(letter.kind == SETTLED_DIRECTLY for letter in letters):
            for row in SetOff.objects.filter(decision__in=self._decisions).select_related("advance").order_by("pk"):
                found[row.decision_id].append(row)
        return found

    def _read_places(self) -> dict[int, Place]:
        draws = {draw.window_id: draw for draw in Draw.objects.filter(window__in=self._windows, method__in=BY_LOT)}
        drawn = Position.objects.filter(window__in=self._windows).exclude(key__contains=OF_A_DAY)
        totals = dict(drawn.order_by().values_list("window").annotate(total=Count("pk")))
        places = Position.objects.filter(case__in=self._cases).values_list("case", "window", "number", "key")
        return {
            case: Place(number, totals.get(window, 0), None if OF_A_DAY in key else draws.get(window))
            for case, window, number, key in places
        }

    def _read_ceilings(self) -> dict[int, Decimal]:
        limits = Counter.objects.filter(window__in=self._windows, bucket=CEILING).values_list("window", "limit_cents")
        return {window: from_cents(cents) for window, cents in limits}

    def _read_assessments(self, letters: Sequence[Letter]) -> dict[tuple[int, str], Assessment]:
        asked = {letter.case_id: letter.kind for letter in letters if letter.kind in ASSESSED_STAGE}
        if not asked:
            return {}
        rows = Assessment.objects.filter(case__in=asked, stage__in=ASSESSED_STAGE.values()).defer(*LONG).order_by("pk")
        return {
            (row.case_id, kind): row for row in rows for kind, stage in ASSESSED_STAGE.items() if row.stage == stage
        }

    def _read_basis_letters(self, letters: Sequence[Letter]) -> dict[int, list[Letter]]:
        claims = [letter.case_id for letter in letters if is_recovery(letter.kind)]
        found: dict[int, list[Letter]] = defaultdict(list)
        if claims:
            for letter in Letter.objects.filter(case__in=claims, kind__in=EARLIER_DECISIONS).order_by("pk"):
                found[letter.case_id].append(letter)
        return found


def _arrival_numbers(letters: Sequence[Letter]) -> dict[int, int]:
    """Give the place of each case whose window is decided in order of arrival; nothing is asked where no window is."""
    cases = [letter.case_id for letter in letters if letter.case.window and letter.case.window.method == ARRIVAL]
    if not cases:
        return {}
    rows = Arrival.objects.filter(case__in=cases).exclude(order_number=None)
    return {arrival.case_key: arrival.order_number or 0 for arrival in rows.only("case_key", "order_number")}


def _is_change_before(decision: Decision, letter: Letter) -> bool:
    """A letter about a decision tells of what was agreed to until then; one without a decision of all."""
    return decision.kind == "change_granted" and (letter.decision_id is None or decision.pk <= letter.decision_id)


def _newest(rows: Sequence[Any], is_meant: Any) -> Any:
    return next((row for row in reversed(rows) if is_meant(row)), None)


def _values_by_day(letters: Sequence[Letter]) -> dict[tuple[str, date], Values]:
    days = {(letter.case.scheme, letter.case.received_on) for letter in letters}
    approved = approved_settings({code for code, _ in days})
    return {(code, day): values_with(approved, code, day) for code, day in days}
