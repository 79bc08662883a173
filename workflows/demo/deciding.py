"""The demonstration decides: supplements, the lot, assessment and grant in the drawn order, refusals for the ceiling."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.intake import IncomingDocument
from cases.models import Case, Status, Window
from cases.schemes.registry import scheme
from workflows.demo.crew import for_all
from workflows.demo.post import send_due
from workflows.demo.show import Show
from workflows.steps.assessment import assess_application
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list
from workflows.steps.grant import grant_subsidy, refuse_application
from workflows.steps.hearing import check_hearing
from workflows.steps.ordering import draw_lot, join_order
from workflows.steps.prior_advance import grant_prior_advance, grants_advances
from workflows.steps.settling_one import settle_without_grant
from workflows.steps.supplement import missing_pieces, receive_supplement, request_supplement

People = Mapping[Role, Actor]
DIRECT = "direct"
SOURCE = "een verzonnen openbare trekking"


def day_after_closing(window: Window, days: int) -> date:
    """Give a day counted from the closing of the window."""
    return timezone.localdate(window.closes_at) + timedelta(days=days)


def promise_seed(window: Window, who: People) -> None:
    """Publish the commitment to the secret seed while the window is open."""
    due_at = timezone.make_aware(datetime.combine(day_after_closing(window, 20), time(20)))
    on = timezone.localdate(window.opens_at)
    commit_seed(window.pk, by=who[Role.ADMINISTRATOR], on=on, value_source=SOURCE, value_due_at=due_at)


def ask_supplements(window: Window, who: People, show: Show) -> None:
    """Ask the incomplete applicants for what is missing; two out of three answer."""
    on = day_after_closing(window, 1)
    incomplete = list(Case.objects.filter(window=window, status=Status.SUBMITTED, complete_on=None).order_by("pk"))
    for case in incomplete:
        request_supplement(case.pk, by=who[Role.HANDLER], on=on)
    send_due(on, show)
    for number, case in enumerate(incomplete):
        if number % 3:
            send_missing(case, by=who[Role.HANDLER], on=on + timedelta(days=9))


def send_missing(case: Case, *, by: Actor, on: date) -> None:
    """Let an applicant send the documents that are missing."""
    pieces = (str(finding.facts["document"]) for finding in missing_pieces(case) if "document" in finding.facts)
    documents = [IncomingDocument(kind, f"{kind}.txt", "text/plain", _made_up(kind, case)) for kind in pieces]
    received_at = timezone.make_aware(datetime.combine(on, time(11)))
    receive_supplement(case.pk, {}, by=by, received_at=received_at, documents=documents)


def _made_up(kind: str, case: Case) -> bytes:
    return f"Verzonnen {kind} bij {case.number}".encode()


def draw(window: Window, who: People) -> None:
    """Freeze the list, enter and confirm the public value, draw, and let the late ones join at the end."""
    freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=day_after_closing(window, 5))
    on, value = day_after_closing(window, 21), f"{window.code} 17-23-31-38-44-05"
    enter_value(window.pk, value, by=who[Role.ADMINISTRATOR], on=on)
    confirm_value(window.pk, value, by=who[Role.DECIDER], on=on)
    draw_lot(window.pk, by=who[Role.DECIDER], on=on)
    join_order(window.pk, by=who[Role.HANDLER], on=on)


def place_in_order(window: Window, who: People) -> None:
    """Give the numbers by day of completeness, where no lot is drawn."""
    join_order(window.pk, by=who[Role.HANDLER], on=day_after_closing(window, 21))


def decide_in_order(window: Window, who: People, show: Show, *, waiting: int = 0) -> None:
    """Take the reached numbers up, decide on them, and go on with the money that came free until no number fits any more.
    Some of the last that were taken up may wait."""
    on = day_after_closing(window, 30)
    while reserve_reached(window.pk, by=who[Role.HANDLER], on=on).reached:
        taken_up = Case.objects.filter(window=window, status=Status.ASSESSMENT).order_by("position__number")
        deed = partial(decide, handler=who[Role.HANDLER], decider=who[Role.DECIDER], on=on)
        keys = list(taken_up.values_list("pk", flat=True))
        for_all(keys[: len(keys) - waiting], deed, "beoordeeld en besloten", show)


def decide(case_pks: Sequence[int], *, handler: Actor, decider: Actor, on: date) -> int:
    """Assess some cases and decide on them; gives how many got subsidy."""
    return sum(_decide(case_pk, handler=handler, decider=decider, on=on) for case_pk in case_pks)


def _decide(case_pk: int, *, handler: Actor, decider: Actor, on: date) -> bool:
    assessment = assess_application(case_pk, by=handler, on=on)
    if assessment.outcome == "grant":
        _promise_for(assessment.case)(case_pk, by=decider, on=on)
        return True
    reason = "De weigering rust op gegevens die de aanvrager zelf gaf (Awb 4:7 lid 1)."
    check_hearing(case_pk, "refusal", is_required=False, reason=reason, by=handler, on=on)
    refuse_application(case_pk, by=decider, on=on)
    return False


def _promise_for(case: Case) -> Callable[..., object]:
    """Give the step by which money is promised in a case: granted, settled at once, or given as an advance before the application."""
    if grants_advances(case):
        return grant_prior_advance
    return settle_without_grant if scheme(case.scheme).procedure == DIRECT else grant_subsidy


def refuse_rest(window: Window, who: People) -> None:
    """Refuse those whom the order did not reach (Awb 4:25 lid 2)."""
    refuse_unreached(window.pk, by=who[Role.DECIDER], on=day_after_closing(window, 60))
