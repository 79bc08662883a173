"""Builders for windows at work: applications with chosen amounts and days, and a window brought to its draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from cases.amounts import euro, to_cents
from cases.authority.permissions import Role
from cases.intake import IncomingDocument
from cases.models import Case, Counter, Party, Position, Window
from tests import make
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list
from workflows.steps.ordering import draw_lot
from workflows.steps.supplement import receive_supplement, request_supplement

WINDOW = "slim-2020-1"
BEFORE, CLOSED, VALUE_ON, DRAWN = date(2020, 3, 20), date(2020, 4, 1), date(2020, 4, 7), date(2020, 5, 8)
DUE = datetime.combine(date(2020, 4, 6), time(18), make.AMSTERDAM)
SOURCE, VALUE = "Staatsloterij, trekking van 6 april 2020, winnend lot", "AB 12345"


def ceiling(window: Window, amount: str) -> None:
    """Give a window a small ceiling, so that a handful of applications is enough."""
    Counter.objects.filter(window=window).update(limit_cents=to_cents(euro(amount)))


def applied(
    amount: str,
    *,
    sample: str = "mkb-klein-2020",
    on: date = date(2020, 3, 3),
    hour: int = 10,
    is_complete: bool = True,
) -> Case:
    """Submit an application of another enterprise, and let it ask for this amount; incomplete, it lacks its budget."""
    envelope = make.sample(sample)
    number = Party.objects.count() + 1
    applicants = [envelope["application"]["applicant"], *envelope["application"].get("participants", [])[:1]]
    for applicant in applicants:
        applicant |= {"kvk_number": f"9{number:07d}", "name": f"Voorbeeldbedrijf {number}"}
    if not is_complete:
        envelope["documents"] = [one for one in envelope["documents"] if one["kind"] != "begroting"]
    envelope["received_at"] = datetime.combine(on, time(hour), make.AMSTERDAM).isoformat()
    case = make.submitted(envelope)
    return asking(case, amount)


def asking(case: Case, amount: str) -> Case:
    """Let a case ask for an amount, whatever its budget says."""
    Case.objects.filter(pk=case.pk).update(requested_cents=to_cents(euro(amount)))
    return make.fresh(case)


def completed(case: Case, who: make.People, *, asked_on: date, on: date) -> None:
    """Ask for the budget that lacks, and receive it on a day."""
    request_supplement(case.pk, by=who[Role.HANDLER], on=asked_on)
    budget = IncomingDocument("begroting", "begroting.pdf", "application/pdf", b"%PDF-1.4")
    receive_supplement(case.pk, {}, by=who[Role.HANDLER], received_at=make.at(on), documents=[budget])


def all_applied(amounts: Sequence[str]) -> tuple[Window, list[Case]]:
    """Make the first window of 2020 with an application for each amount."""
    return make.window(WINDOW), [applied(amount) for amount in amounts]


def sealed(window: Window, who: make.People) -> None:
    """Commit the seed before closing."""
    commit_seed(window.pk, by=who[Role.ADMINISTRATOR], on=BEFORE, value_source=SOURCE, value_due_at=DUE)


def valued(window: Window, who: make.People) -> None:
    """Enter the value with two people."""
    enter_value(window.pk, VALUE, by=who[Role.ADMINISTRATOR], on=VALUE_ON)
    confirm_value(window.pk, VALUE, by=who[Role.DECIDER], on=VALUE_ON)


def drawn(window: Window, who: make.People) -> list[Case]:
    """Bring a window from its seed to its draw, and give the cases in drawn order."""
    sealed(window, who)
    freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=CLOSED)
    valued(window, who)
    draw_lot(window.pk, by=who[Role.DECIDER], on=DRAWN)
    return in_order(window)


def in_order(window: Window) -> list[Case]:
    """Give the cases that have a number, in order."""
    return [one.case for one in Position.objects.filter(window=window).order_by("number").select_related("case")]


def with_amounts(order: Sequence[Case], amounts: Sequence[str]) -> list[Case]:
    """Let the cases of an order ask for these amounts, so that a test knows who asks for what at which number."""
    return [asking(case, amount) for case, amount in zip(order, amounts, strict=True)]
