"""Which work on lines must be open for people: computed from the status of the case and the facts of its lines.
All other work stands in `work`."""

from __future__ import annotations

from typing import Any

from cases.models import Case, Status
from workflows.facts import WorkFacts
from workflows.flows.grant import GrantFlow
from workflows.flows.lines import LineFlow
from workflows.line_facts import LineFacts


def needed_for_lines(case: Case, facts: WorkFacts, lines: LineFacts) -> list[Any] | None:
    """Give the nodes of the tasks that the lines call for; None where they have nothing to say about this status."""
    match case.status:
        case Status.ASSESSMENT:
            return _undecided(facts, lines)
        case Status.REFUSAL_VIEWS:
            return _undecided(facts, lines) if facts.is_views_term_over else []
        case Status.SETTLED | Status.RECOVERY:
            return _settled(lines)
        case Status.REVOCATION_VIEWS if lines.is_to_be_lowered:
            return _after_views(facts)
    return None


def _undecided(facts: WorkFacts, lines: LineFacts) -> list[Any]:
    """Open lines are judged; where the applicant must be heard about refusing one, the views are asked first."""
    if lines.has_open_lines:
        is_due = facts.refusal_hearing is True and not facts.is_views_term_over
        return [GrantFlow.request_views if is_due else LineFlow.assess_lines]
    return [LineFlow.settle_held] if lines.is_held and not facts.has_open_signal else []


def _settled(lines: LineFacts) -> list[Any]:
    work = []
    if lines.has_open_later_line:
        work.append(LineFlow.assess_lines)
    if lines.has_judged_later_line:
        work.append(LineFlow.decide_line)
    if lines.is_to_be_asked:
        work.append(LineFlow.demand_documents)
    if lines.waits_for_findings:
        work.append(LineFlow.find_lines)
    elif lines.is_to_be_lowered:
        work.append(_lowering(lines))
    return work


def _lowering(lines: LineFacts) -> Any:
    if lines.revocation_hearing is None:
        return LineFlow.check_hearing
    return LineFlow.request_views if lines.revocation_hearing else LineFlow.amend


def _after_views(facts: WorkFacts) -> list[Any]:
    if not facts.is_views_term_over:
        return []
    return [LineFlow.find_lines if facts.has_newer_views else LineFlow.amend]
