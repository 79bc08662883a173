"""Cases left in the middle, so that every status and every task of people can be seen: views asked, changes pending, payments to
approve. Done after all days that go by, because the calendar would end much of it. What a trainer has a part in: `open_delivery`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Case, Status, Window
from cases.queries import application_of, grant_of
from cases.schemes.registry import scheme
from letters.models import Letter, LetterStatus
from workflows.demo.deciding import People, decide, send_missing
from workflows.demo.post import send_due
from workflows.demo.projects import WEIGHING, Settling, choice_for, settle
from workflows.demo.show import Show
from workflows.steps.assessment import assess_application
from workflows.steps.change import receive_request
from workflows.steps.ending import revoke_grant, waive_grant, withdraw_application
from workflows.steps.hearing import check_hearing, request_views
from workflows.steps.money import claim_back
from workflows.steps.objection import receive_objection
from workflows.steps.settlement import assess_settlement, receive_report
from workflows.steps.supplement import leave_unconsidered

REASON = "Voorbeeld uit de demonstratie."
GROUNDS = "Wij zijn het niet eens met de afwijzing (voorbeeld uit de demonstratie)."
WHOLE, LITTLE = Decimal(1), Decimal("0.40")
INCOMPLETE_LEFT = 3
"""So many applications whose supplement did not come are not decided on at once."""


def leave_incomplete_open(window: Window, who: People, *, on: date) -> None:
    """Of those who are still incomplete: one waits, one that never answered does so after all, one is left unconsidered."""
    incomplete = list(Case.objects.filter(window=window, status=Status.SUPPLEMENT_REQUESTED).order_by("pk"))
    silent = [case for case in incomplete if not case.submissions.filter(kind="supplement").exists()]
    for case in silent[1:2]:
        send_missing(case, by=who[Role.HANDLER], on=on)
    for case in incomplete[2:3]:
        leave_unconsidered(case.pk, by=who[Role.DECIDER], on=on)


def object_to_refusals(window: Window, who: People, show: Show, *, on: date) -> None:
    """The first of those who were refused objects (Awb 6:4); its case waits for the decision on that."""
    refused = Letter.objects.filter(
        case__window=window, case__status=Status.REFUSED, status=LetterStatus.SENT, decision__isnull=False
    )
    for letter in refused.order_by("case")[:1]:
        data = {"announced_on": str(letter.sent_on), "grounds": GROUNDS}
        receive_objection(letter.case_id, data, by=who[Role.HANDLER], received_at=moment(on))
    send_due(on, show)


def leave_applications_open(window: Window, who: People, *, on: date) -> None:
    """Of those taken up: one waits for its assessment, one for its decision; one applicant withdraws; the others are decided on."""
    taken_up = cases_in(window, Status.ASSESSMENT)
    next(taken_up)
    assess_application(next(taken_up).pk, by=who[Role.HANDLER], on=on)
    withdraw_application(next(taken_up).pk, {}, by=who[Role.HANDLER], received_at=moment(on))
    _intend_to_refuse(next(taken_up), who, on=on)
    decided = [case.pk for case in taken_up][::2]
    decide(decided, handler=who[Role.HANDLER], decider=who[Role.DECIDER], on=on)


def leave_undecided(window: Window, who: People, *, on: date) -> None:
    """Of those whose lines were judged: one applicant withdraws, another is heard about a refusal."""
    taken_up = cases_in(window, Status.ASSESSMENT)
    withdraw_application(next(taken_up).pk, {}, by=who[Role.HANDLER], received_at=moment(on))
    _intend_to_refuse(next(taken_up), who, on=on)


def _intend_to_refuse(case: Case, who: People, *, on: date) -> None:
    check_hearing(case.pk, "refusal", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "refusal", reasons=REASON, by=who[Role.HANDLER], on=on)


def leave_projects_open(window: Window, who: People, show: Show, *, on: date) -> None:
    """Of the granted: a change asked, a report in, views asked before a lower settlement and before withdrawal, a waiver, a settled
    one, a withdrawn grant."""
    granted = cases_in(window, Status.GRANTED)
    change = {"subject": "periode", "reason": REASON, "new_ends_on": (on + timedelta(days=200)).isoformat()}
    receive_request(next(granted).pk, "change", change, by=who[Role.HANDLER], received_at=moment(on))
    _report(next(granted), WHOLE, who, on=on)
    reported = next(granted)
    _report(reported, WHOLE, who, on=on)
    assess_settlement(reported.pk, by=who[Role.HANDLER], on=on)
    waive_grant(next(granted).pk, {"reason": REASON}, by=who[Role.HANDLER], received_at=moment(on))
    intend_to_revoke(next(granted), who, on=on)
    revoked = next(granted)
    check_hearing(revoked.pk, "revocation", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
    revoke_grant(
        revoked.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, reasons="De activiteiten zijn niet begonnen."
    )
    _intend_to_lower(next(granted), who, on=on)
    settle([Settling(next(granted).pk, WHOLE)], handler=who[Role.HANDLER], decider=who[Role.DECIDER])
    send_due(on, show)


def _intend_to_lower(case: Case, who: People, *, on: date) -> None:
    _report(case, LITTLE, who, on=on)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=on, choice=choice_for(case, on=on))
    intend_to_settle(case, who, on=on)


def intend_to_settle(case: Case, who: People, *, on: date) -> None:
    """Ask the views of the recipient before a settlement that is lower than the grant."""
    check_hearing(case.pk, "settlement", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "settlement", reasons=REASON, by=who[Role.HANDLER], on=on)


def leave_settled_open(window: Window, who: People, show: Show, *, on: date) -> None:
    """Of what was settled at once, or given in advance, and paid: views asked before withdrawal, one withdrawn, one claimed back."""
    promised = [*cases_in(window, Status.SETTLED), *cases_in(window, Status.GRANTED)]
    paid = (case for case in promised if case.payments.filter(status="paid").exists())
    intend_to_revoke(next(paid), who, on=on)
    withdrawn, owed = next(paid), next(paid)
    for case in (withdrawn, owed):
        check_hearing(case.pk, "revocation", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
        revoke_grant(case.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, reasons="De opgave bleek onjuist.")
    send_due(on, show)
    later = on + timedelta(days=14)
    claim_back(owed.pk, by=who[Role.DECIDER], on=later, weighing=WEIGHING)
    send_due(later, show)


def intend_to_revoke(case: Case, who: People, *, on: date) -> None:
    """Ask the views of the recipient before the grant is withdrawn."""
    check_hearing(case.pk, "revocation", is_required=True, reason=REASON, by=who[Role.HANDLER], on=on)
    request_views(case.pk, "revocation", reasons=REASON, by=who[Role.HANDLER], on=on)


def _report(case: Case, share: Decimal, who: People, *, on: date) -> None:
    grant = grant_of(case)
    assert grant is not None
    data = scheme(case.scheme).demonstration.report(
        application_of(case), date.fromisoformat(grant.facts["ends_on"]), share
    )
    receive_report(case.pk, data, by=who[Role.HANDLER], received_at=moment(on))


def cases_in(window: Window, status: Status) -> Iterator[Case]:
    """Give the cases of a window that stand in a status, the last first, as they are now."""
    found = Case.objects.filter(window=window, status=status).select_related("application", "window", "party")
    return iter(list(found.order_by("-pk")))


def moment(on: date) -> datetime:
    """Give ten in the morning of a day."""
    return timezone.make_aware(datetime.combine(on, time(10)))
