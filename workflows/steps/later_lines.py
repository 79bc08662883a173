"""Lines that are decided after the others: counted provisionally, held by a signal, or won in objection; each at the rate of its year.
How all others are decided together stands in `settling_directly`."""

from __future__ import annotations

from datetime import date

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.authority.values import values_for
from cases.misuse.signals import has_open_signal
from cases.models import (
    Account,
    Approval,
    Assessment,
    Case,
    ClaimLine,
    Decision,
    Payment,
    ShareList,
    Status,
    Submission,
)
from cases.money.advances import advances_beside
from cases.queries import latest
from cases.schemes.lines import MET, PERSON, REFUSED
from cases.transitions import perform
from cases.windows.awards import Plan, plans
from cases.windows.line_money import (
    Change,
    Standing,
    book,
    by_bucket,
    changes_to,
    holdings,
    keep_changes,
    move,
    provisional_numbers,
    rates_of,
    reserved_for,
    settled_cents,
    signed_list,
)
from cases.windows.lines import lines_of
from cases.windows.shares import BlockedLine, blocked_lines
from letters.outbox import queue_letter
from workflows.steps.clock import end_term
from workflows.steps.deciding import NotReady, articles_of, demand_quiet, write_decision
from workflows.steps.opening import opened, opened_all
from workflows.steps.setting_off import set_off
from workflows.steps.settling_directly import OPEN, decide_planned, payment_of, plan_payments
from workflows.steps.sharing import NO, YES
from workflows.work import follow

ABOVE_CEILING = "line_won_above_ceiling"
"""The value that says whether a line won in objection is paid above a full ceiling; without it: yes (Awb 4:25 lid 3)."""


def count_line(case_pk: int, number: int, *, is_counted: bool, reason: str, by: Actor, on: date) -> Approval:
    """Say whether an open line counts in the sharing before its outcome is known. It does once two people said so.

    The answer is bound to what the line claims. Raises NotReady for a line that is not open, or without reason;
    SecondPersonNeeded for a second answer of the same person.
    """
    with opened(case_pk) as case:
        permit(by, "count_line", on=on, case=case)
        if not reason.strip():
            raise NotReady("Schrijf op waarom deze regel wel of niet voorlopig meetelt.")
        line = _blocked(case, number)
        earlier = Approval.objects.filter(subject=line.subject, digest=line.digest)
        if earlier.filter(by_id=by.employee_id).exists():
            raise SecondPersonNeeded("U gaf over deze regel al uw antwoord. Een andere medewerker geeft het tweede.")
        approval = Approval.objects.create(
            subject=line.subject,
            digest=line.digest,
            answer=YES if is_counted else NO,
            reason=reason,
            by_id=by.employee_id,
            on=on,
        )
        answer = "wel meetellen" if is_counted else "niet meetellen"
        _record(case, "case.line_counted", {"line": number, "answer": answer, "digest": line.digest}, by=by, on=on)
        return approval


def _blocked(case: Case, number: int) -> BlockedLine:
    found = [] if case.window is None else blocked_lines(case.window)
    line = next((each for each in found if (each.case_pk, each.number) == (case.pk, number)), None)
    if line is None:
        raise NotReady(f"Regel {number} wacht niet op een beoordelaar; er is niets om voorlopig mee te tellen.")
    if not line.claims:
        raise NotReady(f"Regel {number} vraagt niets dat kan meetellen.")
    return line


def settle_held(case_pk: int, *, by: Actor, on: date) -> Decision:
    """Decide by hand on an application that was held: a signal was looked at, or its lines got their outcome.

    Raises NotReady while a signal is open or no outcome is known.
    """
    found = _signed(case_pk)
    advances = advances_beside(found.window, [case_pk])
    with opened_all(sorted({case_pk, *advances})) as locked:
        cases = {case.pk: case for case in locked}
        case = cases[case_pk]
        if case.status not in OPEN:
            raise NotReady(f"Zaak {case.number} heeft de status '{case.status_label}' en wordt niet aangehouden.")
        if has_open_signal(case_pk):
            raise NotReady("Er is een open signaal op deze zaak. Laat het eerst beoordelen.")
        [listed] = plans(found, [case_pk])
        assessment, lines = _judged_lines(case)
        changes = _changes(case, found, lines, provisional_numbers(found, case))
        plan = _with_later(listed, assessment, lines, changes)
        [decision] = decide_planned(found, [plan], {case_pk: case}, by=by, on=on)
        _release_refused(case, decision, found, lines, changes, on=on)
        keep_changes(case, decision, changes)
        counted = set_off(found.window, [decision], advances, cases, by=by, on=on)
        plan_payments([decision], {case_pk: case}, counted)
        follow(case, by=by, on=on)
        return decision


def _signed(case_pk: int) -> ShareList:
    return signed_list(Case.objects.select_related("window").get(pk=case_pk).window)


def _judged_lines(case: Case) -> tuple[Assessment, list[ClaimLine]]:
    assessment = latest(case, "application")
    if assessment is None:
        raise NotReady("De regels van deze zaak zijn nog niet beoordeeld.")
    return assessment, lines_of(assessment)


def _changes(case: Case, found: ShareList, lines: list[ClaimLine], numbers: list[int]) -> list[Change]:
    """What the lines of these numbers that have an outcome now get."""
    decided = [Standing.of_row(line) for line in lines if line.number in numbers and line.outcome in (MET, REFUSED)]
    return changes_to(decided, holdings(case), rates_of(found))


def _with_later(listed: Plan, assessment: Assessment, lines: list[ClaimLine], changes: list[Change]) -> Plan:
    """The plan of the list, with the lines that got their outcome since."""
    later = {change.number for change in changes}
    met = listed.met + sum(line.outcome == MET for line in lines if line.number in later)
    to_come = listed.to_come - len(later)
    if not met and to_come:
        raise NotReady("Van deze zaak is nog geen regel toe te kennen. Beoordeel eerst de open regels.")
    grounds = {f["article"] for line in lines for f in line.findings if f["outcome"] == "not met"}
    return Plan(
        listed.case_pk,
        assessment.pk,
        listed.lines,
        met,
        to_come,
        listed.cents + sum(change.cents for change in changes),
        tuple(sorted({*listed.grounds, *grounds})),
    )


def _release_refused(
    case: Case, decision: Decision, found: ShareList, lines: list[ClaimLine], changes: list[Change], *, on: date
) -> None:
    """What was reserved for a line that gets less comes free; what it gets was turned into a commitment by the decision."""
    numbers = sorted({change.number for change in changes})
    reserved, given = reserved_for(found, case, numbers), by_bucket(changes)
    free = {bucket: given.get(bucket, 0) - cents for bucket, cents in reserved.items()}
    move(case, free, on=on, reason="uitkomst van voorlopig getelde regels")
    book(case, decision, {Account.RESERVED: sum(free.values())}, on=on, reason="uitkomst van voorlopig getelde regels")


def decide_line(case_pk: int, number: int, *, by: Actor, on: date, reasons: str = "") -> Decision:
    """Decide on a line of a settled application that was counted provisionally, as it was judged since.

    Raises NotReady where its outcome is still open, or it was not left to be decided.
    """
    found = _signed(case_pk)
    with opened(case_pk) as case:
        if number not in provisional_numbers(found, case) or case.status not in (Status.SETTLED, Status.RECOVERY):
            raise NotReady(f"Over regel {number} hoeft niet meer te worden besloten.")
        line = _line(case, number)
        if line.outcome == PERSON:
            raise NotReady(f"Regel {number} is nog niet beoordeeld.")
        demand_quiet(case)
        changes = _changes(case, found, [line], [number])
        act, kind = ("award_line", "line_awarded") if line.outcome == MET else ("refuse_line", "line_refused")
        decision = _take(case, act, kind, line, changes, by=by, on=on, reasons=reasons)
        reserved = reserved_for(found, case, [number])
        given = by_bucket(changes)
        free = {bucket: given.get(bucket, 0) - cents for bucket, cents in reserved.items()}
        move(case, free, on=on, reason="uitkomst van een voorlopig getelde regel")
        cents = sum(change.cents for change in changes)
        booked = {Account.RESERVED: -sum(reserved.values()), Account.COMMITTED: cents}
        book(case, decision, booked, on=on, reason="besluit op een regel")
        return _finish(case, decision, changes, by=by, on=on)


def award_line(case_pk: int, number: int, *, by: Actor, on: date, reasons: str) -> Decision:
    """Award a line, or more of it, that was won in objection, at the rate of its year, which is not computed anew.

    What does not fit under the ceiling any more is given above it (Awb 4:25 lid 3), unless the scheme's value says otherwise.
    Raises NotReady without an objection, where the line has nothing to win, or without reasons; SecondPersonNeeded for who took
    the decision that was objected to; CeilingReached.
    """
    found = _signed(case_pk)
    with opened(case_pk) as case:
        _demand_objection(case, by, reasons)
        line = _line(case, number)
        demand_quiet(case)
        changes = [change for change in _changes(case, found, [line], [number]) if change.cents > 0]
        if number in provisional_numbers(found, case) or not changes:
            raise NotReady(f"Regel {number} krijgt niet meer dan zij al heeft. Beoordeel haar eerst opnieuw.")
        decision = _take(case, "award_line", "line_awarded", line, changes, by=by, on=on, reasons=reasons)
        is_allowed = bool(dict(values_for(case.scheme, on)).get(ABOVE_CEILING, True))
        above = move(case, by_bucket(changes), on=on, reason="gegrond bezwaar", is_above_allowed=is_allowed)
        if above:
            _record(case, "case.ceiling_passed", {"line": number, "above": plain(from_cents(above))}, by=by, on=on)
        book(case, decision, {Account.COMMITTED: sum(c.cents for c in changes)}, on=on, reason="gegrond bezwaar")
        return _finish(case, decision, changes, by=by, on=on)


def _demand_objection(case: Case, by: Actor, reasons: str) -> None:
    """An objection is not decided by who took the decision (Awb 10:3 lid 3)."""
    if not reasons.strip():
        raise NotReady("Motiveer waarom het bezwaar op deze regel slaagt (Awb 7:12).")
    if not Submission.objects.filter(case=case, kind="objection").exists():
        raise NotReady("Er is geen bezwaar op deze zaak ontvangen.")
    if Decision.objects.filter(case=case, decided_by_id=by.user_id).exists():
        raise SecondPersonNeeded("U nam het besluit waartegen bezwaar is gemaakt. Een ander beslist op het bezwaar.")


def _line(case: Case, number: int) -> ClaimLine:
    _, lines = _judged_lines(case)
    line = next((each for each in lines if each.number == number), None)
    if line is None:
        raise NotReady(f"Deze zaak heeft geen regel {number}.")
    return line


def _take(
    case: Case,
    act: str,
    kind: str,
    line: ClaimLine,
    changes: list[Change],
    *,
    by: Actor,
    on: date,
    reasons: str,
) -> Decision:
    added = sum(change.cents for change in changes)
    total = settled_cents(case) + added
    facts = {"line": line.number, "added": plain(from_cents(added)), "amount": plain(from_cents(total))}
    grounds = [finding["article"] for finding in line.findings if finding["outcome"] == "not met"]
    articles = list(dict.fromkeys((*articles_of(case, kind), *(grounds if act == "refuse_line" else ()))))
    mandate = perform(case, act, by=by, on=on, articles=articles, facts=facts, amount=from_cents(added))
    return write_decision(
        case,
        kind,
        by=by,
        on=on,
        mandate=mandate,
        articles=articles,
        amount=from_cents(total),
        assessment=line.assessment,
        reasons=reasons or _reasons(line),
        facts=facts,
        replaces=case.decisions.order_by("-pk").first(),
    )


def _reasons(line: ClaimLine) -> str:
    told = [f["facts"]["judged_by_person"] for f in line.findings if f["facts"].get("judged_by_person")]
    return "\n".join(told)


def _finish(case: Case, decision: Decision, changes: list[Change], *, by: Actor, on: date) -> Decision:
    keep_changes(case, decision, changes)
    cents = sum(change.cents for change in changes)
    if cents > 0:
        Payment.objects.bulk_create([payment_of(decision, case, cents)])
    end_term(case, "views", "documents", on=on, ending="besloten")
    queue_letter(case, decision.kind, on=on, decision=decision, facts={"line": str(decision.facts["line"])})
    follow(case, by=by, on=on)
    return decision


def _record(case: Case, action: str, facts: dict[str, JSON], *, by: Actor, on: date) -> None:
    record(case.stream, action, actor=str(by), origin=by.origin, on=on, rules=case.version, facts=facts)
