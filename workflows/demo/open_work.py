"""Cases left in the middle, so that every task of people can be seen: views asked, changes pending, payments to approve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Case, Status, Window
from cases.queries import application_of, grant_of
from cases.schemes.registry import scheme
from workflows.demo.deciding import People, decide
from workflows.demo.projects import WEIGHING
from workflows.steps.assessment import assess_application
from workflows.steps.change import receive_request
from workflows.steps.ending import revoke_grant, waive_grant, withdraw_application
from workflows.steps.hearing import check_hearing, request_views
from workflows.steps.money import claim_back
from workflows.steps.settlement import assess_settlement, receive_report

REASON = "Voorbeeld uit de demonstratie."
WHOLE = Decimal(1)
Send = Callable[[date], None]


def leave_applications_open(window: Window, who: People, *, on: date) -> None:
    """Of those taken up: one waits for its assessment, one for its decision; one applicant withdraws."""
    taken_up = _cases(window, Status.ASSESSMENT)
    next(taken_up)
    assess_application(next(taken_up).pk, by=who[Role.HANDLER], on=on)
    withdraw_application(next(taken_up).pk, {}, by=who[Role.HANDLER], received_at=_moment(on))
    _intend_to_refuse(next(taken_up), who, on=on)
    decided = [case.pk for case in taken_up][::2]
    decide(decided, handler=who[Role.HANDLER], decider=who[Role.DECIDER], on=on)


def leave_undecided(window: Window, who: People, *, on: date) -> None:
    """Of those whose lines were judged: one applicant withdraws, another is heard about a refusal."""
    taken_up = _cases(window, Status.ASSESSMENT)
    withdraw_application(next(taken_up).pk, {}, by=who[Role.HANDLER], received_at=_moment(on))
    _intend_to_refuse(next(taken_up), who, on=on)


def _intend_to_refuse(case: Case, who: People, *, on: date) -> None:
    check_hearing(case.pk, "refusal", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "refusal", reasons=REASON, by=who[Role.HANDLER], on=on)


def leave_projects_open(window: Window, who: People, send: Send, *, on: date) -> None:
    """Of the granted: a change asked, a report in, views asked before withdrawal, a waiver, a withdrawn grant."""
    granted = _cases(window, Status.GRANTED)
    change = {"subject": "periode", "reason": REASON, "new_ends_on": (on + timedelta(days=200)).isoformat()}
    receive_request(next(granted).pk, "change", change, by=who[Role.HANDLER], received_at=_moment(on))
    _report(next(granted), who, on=on)
    reported = next(granted)
    _report(reported, who, on=on)
    assess_settlement(reported.pk, by=who[Role.HANDLER], on=on)
    waive_grant(next(granted).pk, {"reason": REASON}, by=who[Role.HANDLER], received_at=_moment(on))
    _intend_to_revoke(next(granted), who, on=on)
    revoked = next(granted)
    check_hearing(revoked.pk, "revocation", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
    revoke_grant(
        revoked.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, reasons="De activiteiten zijn niet begonnen."
    )
    send(on)


def leave_settled_open(window: Window, who: People, send: Send, *, on: date) -> None:
    """Of what was settled at once and paid: views asked before withdrawal, a withdrawn settlement, one that is claimed back."""
    settled = (case for case in _cases(window, Status.SETTLED) if case.payments.filter(status="paid").exists())
    _intend_to_revoke(next(settled), who, on=on)
    withdrawn, owed = next(settled), next(settled)
    for case in (withdrawn, owed):
        check_hearing(case.pk, "revocation", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
        revoke_grant(case.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, reasons="De opgave bleek onjuist.")
    send(on)
    claim_back(owed.pk, by=who[Role.DECIDER], on=on + timedelta(days=14), weighing=WEIGHING)
    send(on + timedelta(days=14))


def _intend_to_revoke(case: Case, who: People, *, on: date) -> None:
    check_hearing(case.pk, "revocation", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "revocation", reasons=REASON, by=who[Role.HANDLER], on=on)


def _report(case: Case, who: People, *, on: date) -> None:
    grant = grant_of(case)
    assert grant is not None
    data = scheme(case.scheme).demonstration.report(
        application_of(case), date.fromisoformat(grant.facts["ends_on"]), WHOLE
    )
    receive_report(case.pk, data, by=who[Role.HANDLER], received_at=_moment(on))


def _cases(window: Window, status: Status) -> Iterator[Case]:
    found = Case.objects.filter(window=window, status=status).select_related("application", "window", "party")
    return iter(list(found.order_by("-pk")))


def _moment(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(10)))
