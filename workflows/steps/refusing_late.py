"""Applications that came in, or were completed, after the closing of a window that is shared: refused, each by a decision of its own.
Documents that are asked for later move no moment of receipt; a calamity that moves the closing stands in `outages`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Case, Decision, Status, Window
from cases.transitions import Deed, perform_all
from cases.windows.events import LATE_REFUSED
from cases.windows.lines import Received, late, received
from cases.windows.method import SHARES, NotInOrder, moment_of, written_moment
from letters.outbox import queue_letters
from workflows.steps.clock import end_terms
from workflows.steps.deciding import articles_of
from workflows.steps.opening import opened_all
from workflows.work import follow_all

CHUNK = 100
KIND = "late_refusal"
Tell = Callable[[int], object]


def refuse_all_late(window_pk: int, *, by: Actor, on: date, tell: Tell | None = None) -> int:
    """Refuse every late application of a closed window, and say how many; safe to run again. Raises NotInOrder."""
    window = Window.objects.get(pk=window_pk)
    permit(by, "refuse_late", on=on, scheme=window.scheme)
    if window.method != SHARES:
        raise NotInOrder("In dit tijdvak wordt niet op te late ontvangst afgewezen.")
    if moment_of(on) <= window.closes_at:
        raise NotInOrder(f"Het tijdvak is open tot {written_moment(window.closes_at)}.")
    count = 0
    while case_pks := late(window_pk, most=CHUNK):
        refused = len(refuse_late(case_pks, by=by, on=on))
        count += refused
        if tell:
            tell(refused)
    if count:
        facts: dict[str, JSON] = {"count": count, "closes_at": window.closes_at.isoformat()}
        record(
            window.stream, LATE_REFUSED, actor=str(by), origin=by.origin, on=on, articles=[window.article], facts=facts
        )
    return count


def refuse_late(case_pks: Sequence[int], *, by: Actor, on: date) -> list[Decision]:
    """Refuse late applications in one transaction; who withdrew meanwhile is passed over."""
    with opened_all(case_pks) as locked:
        cases = [case for case in locked if case.status in (Status.SUBMITTED, Status.SUPPLEMENT_REQUESTED)]
        if not cases:
            return []
        moments = received([case.pk for case in cases])
        facts = {case.pk: _facts(case, moments[case.pk]) for case in cases}
        deeds = [Deed(case, articles_of(case, _rule_of(facts[case.pk])), facts[case.pk]) for case in cases]
        mandate = perform_all(deeds, "refuse_late", by=by, on=on)
        decisions = Decision.objects.bulk_create(
            Decision(
                case=deed.case,
                kind=KIND,
                on=on,
                amount_cents=0,
                articles=deed.articles,
                facts=deed.facts,
                decided_by_id=by.user_id,
                mandate_id=mandate,
            )
            for deed in deeds
        )
        end_terms(cases, "decision", "supplement", "unconsidered", on=on, ending="besloten")
        queue_letters(decisions, on=on)
        follow_all(cases, by=by, on=on)
        return decisions


def _rule_of(facts: Mapping[str, str]) -> str:
    """On which rule it is refused: it came too late itself, or what completed it did."""
    return f"{KIND}_after_supplement" if "completed_at" in facts else KIND


def _facts(case: Case, moments: Received) -> dict[str, str]:
    """The moments that decide, and which of the two was too late: the application, or what completed it."""
    closes_at = case.window.closes_at if case.window else moments.applied_at
    was_completed_late = moments.applied_at <= closes_at
    return {
        "closes_at": timezone.localtime(closes_at).isoformat(),
        "received_at": timezone.localtime(moments.applied_at).isoformat(),
        **({"completed_at": timezone.localtime(moments.completed_at).isoformat()} if was_completed_late else {}),
    }
