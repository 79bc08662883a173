"""The check after a direct settlement: documents are demanded, each line gets its finding, and the settlement is changed where it was
too high (Awb 4:49 lid 1). The rate of the year is not computed anew; claiming back what was paid too much stands in `money`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain, to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Account, Assessment, Case, Decision, Payment, Status
from cases.money.ledger import balances
from cases.money.payments import void_planned
from cases.transitions import NotLawful, perform
from cases.windows.line_money import (
    Change,
    Standing,
    book,
    by_bucket,
    changes_to,
    holdings,
    keep_changes,
    move,
    rates_of,
    settled_cents,
    signed_list,
)
from cases.windows.lines import lines_of
from letters.outbox import queue_letter
from workflows.steps.clock import end_lapsed, end_term
from workflows.steps.deciding import (
    NotReady,
    answered_views,
    articles_of,
    demand_hearing,
    demand_quiet,
    demand_weighing,
    latest_assessment,
    write_decision,
)
from workflows.steps.ending import refuse_after_bar
from workflows.steps.lines import judge_lines, keep_judgement, merged, merged_counts, refuse_bad_numbers
from workflows.steps.opening import opened
from workflows.steps.settling_directly import payment_of
from workflows.work import follow

STAGE = "desk_check"
REASON = "wijziging van de vaststelling"
GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "a": "feiten die bij de vaststelling redelijkerwijs niet bekend konden zijn",
        "b": "de vaststelling was onjuist en de ontvanger wist dat of behoorde dat te weten",
        "c": "na de vaststelling is niet voldaan aan verplichtingen",
    }
)
"""Awb 4:49 lid 1, by its letters."""


@dataclass(frozen=True)
class LineFound:
    """What a check found on a line: conditions that are met or not, each with its reason, and numbers that were counted anew."""

    answers: Mapping[str, tuple[bool, str]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def demand_documents(case_pk: int, *, reasons: str, documents: str = "", by: Actor, on: date) -> None:
    """Ask for the documents that must be kept, one a line; their term begins when the letter goes out. Raises NotReady."""
    with opened(case_pk) as case:
        if not reasons.strip():
            raise NotReady("Schrijf op waarom u de documenten opvraagt; dat komt in de brief.")
        if case.terms.filter(code="documents", ended_on=None).exists():
            raise NotReady("Er loopt al een termijn voor documenten in deze zaak.")
        perform(case, "demand_documents", by=by, on=on, articles=articles_of(case, "documents_request"))
        queue_letter(case, "documents_request", on=on, facts={"reasons": reasons, "documents": documents})
        follow(case, by=by, on=on)


def lapse_documents(case_pk: int, *, by: Actor, on: date) -> None:
    """End a term for documents that went by without any. Raises NotReady while it runs."""
    with opened(case_pk) as case:
        permit(by, "lapse_documents", on=on, case=case)
        term = case.terms.filter(code="documents", ended_on=None).first()
        if term is None or term.due_on >= on:
            raise NotReady("De termijn voor de documenten is nog niet voorbij.")
        end_lapsed(case, "documents", on=on, ending="verstreken")
        _record(case, "case.documents_lapsed", {"due_on": term.due_on.isoformat()}, by=by, on=on)
        follow(case, by=by, on=on)


def find_lines(
    case_pk: int, found: Mapping[int, LineFound], *, by: Actor, on: date, explanation: str = ""
) -> Assessment:
    """Keep what a check found on the lines of a settled application: the rules run on it, and say what each line is still worth.

    What earlier rounds found stands beside it; on the same finding or number the later one goes before.
    The amount of the assessment is what the settlement would become; never more than it is. Raises NotReady for a finding without
    reason or on a line that got nothing, or for a number that the scheme does not count; NotLawful.
    """
    with opened(case_pk) as case:
        permit(by, "assess_lines", on=on, case=case)
        if case.status not in (Status.SETTLED, Status.REVOCATION_VIEWS, Status.RECOVERY):
            raise NotLawful(f"Zaak {case.number} heeft de status '{case.status_label}' en is niet vastgesteld.")
        _refuse_bad_findings(case, found)
        answers = merged(case, {number: each.answers for number, each in found.items()}, STAGE)
        counts = merged_counts(case, {number: each.counts for number, each in found.items()}, STAGE)
        [judged] = judge_lines([case], answers, counts)
        judged.extracts["documents_term"] = _last_term(case)
        changes = _lowered(case, map(Standing.of_judged, judged.lines))
        cents = settled_cents(case) + sum(change.cents for change in changes)
        assessment = keep_judgement(judged, stage=STAGE, by=by, on=on, explanation=explanation, cents=cents)
        facts: dict[str, JSON] = {"lines": sorted(found), "amount": plain(from_cents(cents))}
        _record(case, "case.lines_found", facts, by=by, on=on)
        follow(case, by=by, on=on)
        return assessment


def _last_term(case: Case) -> int | None:
    """The newest term for documents: findings on a later one are still to be made."""
    return case.terms.filter(code="documents").order_by("-pk").values_list("pk", flat=True).first()


def _refuse_bad_findings(case: Case, found: Mapping[int, LineFound]) -> None:
    known = {each.number for each in holdings(case) if each.cents > 0}
    if not found:
        raise NotReady("Leg bij minstens één regel een bevinding vast.")
    for number, each in found.items():
        if number not in known:
            raise NotReady(f"Regel {number} kreeg geen subsidie; er is niets te controleren.")
        if any(not reason.strip() for _, reason in each.answers.values()):
            raise NotReady(f"Schrijf bij regel {number} de reden van uw bevinding op.")
        refuse_bad_numbers(case, number, each.counts)


def lowered(case: Case, assessment: Assessment) -> list[Change]:
    """Give the lines that get less by what a check found, at the rate of their year; none gets more by it."""
    return _lowered(case, map(Standing.of_row, lines_of(assessment)))


def _lowered(case: Case, lines: Iterable[Standing]) -> list[Change]:
    held = holdings(case)
    paid = {each.number for each in held if each.cents > 0}
    looked_at = [line for line in lines if line.number in paid]
    changes = changes_to(looked_at, held, rates_of(signed_list(case.window)))
    return [change for change in changes if change.cents < 0]


def amend_settlement(
    case_pk: int,
    *,
    ground: str,
    weighing: str,
    reasons: str,
    by: Actor,
    on: date,
    answer_to_views: str = "",
) -> Decision:
    """Change the settlement to what the check left of it (Awb 4:49 lid 1), within five years of its announcement (lid 3).

    Raises NotReady where finding, hearing (4:8), ground, reasons or weighing (3:4) is missing, or the bar passed.
    """
    with opened(case_pk) as case:
        assessment = latest_assessment(case, STAGE)
        refuse_after_bar(case, on=on)
        demand_hearing(case, "revocation")
        demand_weighing(weighing)
        demand_quiet(case)
        views = answered_views(case, answer_to_views)
        if ground not in GROUNDS or not reasons.strip():
            raise NotReady("Noem de grond (Awb 4:49 lid 1 onder a, b of c) en motiveer die.")
        changes = lowered(case, assessment)
        if not changes:
            raise NotReady("De controle verlaagt geen regel; er is niets te wijzigen.")
        before = settled_cents(case)
        after = before + sum(change.cents for change in changes)
        articles = [*articles_of(case, "settlement_amended"), f"Awb 4:49 lid 1 onder {ground}"]
        facts = {"before": plain(from_cents(before)), "amount": plain(from_cents(after)), "ground": ground}
        highest = from_cents(before)
        mandate = perform(case, "amend_settlement", by=by, on=on, articles=articles, facts=facts, amount=highest)
        decision = write_decision(
            case,
            "settlement_amended",
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=from_cents(after),
            assessment=assessment,
            weighing=weighing,
            reasons=reasons,
            facts=facts | views,
            replaces=case.decisions.order_by("-pk").first(),
        )
        _lower(case, decision, changes, after, on=on)
        end_term(case, "documents", "views", on=on, ending="besloten")
        queue_letter(case, "settlement_amended", on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def _lower(case: Case, decision: Decision, changes: list[Change], after: int, *, on: date) -> None:
    """What is not owed any more comes free; what was planned and not paid yet is planned anew for what is left."""
    keep_changes(case, decision, changes)
    move(case, by_bucket(changes), on=on, reason=REASON)
    book(case, decision, {Account.COMMITTED: sum(change.cents for change in changes)}, on=on, reason=REASON)
    void_planned(case)
    paid = to_cents(balances(case.pk)[Account.PAID])
    if after > paid:
        Payment.objects.bulk_create([payment_of(decision, case, after - paid)])


def _record(case: Case, action: str, facts: Mapping[str, JSON], *, by: Actor, on: date) -> None:
    record(case.stream, action, actor=str(by), origin=by.origin, on=on, rules=case.version, facts=facts)
