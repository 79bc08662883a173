"""Hearing before a decision (Awb 4:7 to 4:12): the recorded check, the invitation, the views, and the lapse of their term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.intake import IncomingDocument
from cases.models import Case, HearingCheck, Submission
from cases.transitions import perform
from letters.outbox import queue_letter
from workflows.steps.acts import admitted, read_act, store_act
from workflows.steps.clock import end_term
from workflows.steps.deciding import SHORTCUT, VIEWS_CAME, NotReady, articles_of, latest_assessment, refuse_shortcut
from workflows.steps.opening import opened
from workflows.work import follow

ABOUT = ("refusal", "settlement", "revocation")
ON_REQUEST, UNASKED = "Awb 4:7", "Awb 4:8"


def check_hearing(
    case_pk: int, about: str, *, is_required: bool, reason: str, by: Actor, on: date, article: str = ""
) -> HearingCheck:
    """Record whether the applicant or recipient must be heard before a decision about refusal, settlement or revocation.

    Raises NotReady without a reason: the outcome is only of use to a judge with the reason beside it.
    """
    with opened(case_pk) as case:
        permit(by, "check_hearing", on=on, case=case)
        if about not in ABOUT or not reason.strip():
            raise NotReady("Schrijf op waarom de betrokkene wel of niet gehoord wordt (Awb 4:7, 4:8, 4:11, 4:12).")
        if not is_required and article.startswith(SHORTCUT):
            refuse_shortcut(case, about)
        check = HearingCheck.objects.create(
            case=case,
            about=about,
            required=is_required,
            article=article or duty_of(case, about),
            reason=reason,
            checked_by_id=by.employee_id,
            checked_on=on,
        )
        facts = {"about": about, "required": is_required}
        _record(
            case,
            "case.hearing_checked",
            by=by,
            on=on,
            articles=[check.article],
            facts=facts,
            personal={"reason": reason},
        )
        follow(case, by=by, on=on)
        return check


def duty_of(case: Case, about: str) -> str:
    """Give the article that may demand hearing: 4:7 where something was asked for and is refused in whole or part, else 4:8."""
    is_asked = about == "refusal" or (
        about == "settlement" and Submission.objects.filter(case=case, kind="report").exists()
    )
    return ON_REQUEST if is_asked else UNASKED


def request_views(case_pk: int, about: str, *, reasons: str, by: Actor, on: date) -> None:
    """Invite the views of the applicant or recipient; their term begins when the letter goes out. Raises NotReady."""
    with opened(case_pk) as case:
        if not reasons.strip():
            raise NotReady("Schrijf het voornemen op waarover u een zienswijze vraagt.")
        if not is_hearing_due(case, about):
            raise NotReady("Leg eerst vast dat de betrokkene gehoord moet worden (Awb 4:7, 4:8).")
        if about == "settlement":
            latest_assessment(case, about)  # the letter says which amount is intended
        kind = f"{about}_views"
        perform(case, f"request_{kind}", by=by, on=on, articles=articles_of(case, kind), facts={"about": about})
        queue_letter(case, kind, on=on, facts={"reasons": reasons})
        follow(case, by=by, on=on)


def is_hearing_due(case: Case, about: str) -> bool:
    """Say whether the last check found that the betrokkene must be heard before this decision."""
    check = HearingCheck.objects.filter(case=case, about=about).order_by("-id").first()
    return check is not None and check.required


def receive_views(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Submission:
    """Store the views; their term is over then, and the case is judged again before a decision. Raises NotNow."""
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "views", data, documents, act="receive_views", by=by, received_at=received_at)
    with opened(case_pk) as case:
        permit(by, "receive_views", on=on, case=case)
        read_act(case, "views", data, received_at, by=by)
        submission = store_act(
            case, "views", data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        end_term(case, "views", on=on, ending=VIEWS_CAME)
        _record(case, "case.views_received", by=by, on=on, facts={"documents": len(documents)})
        follow(case, by=by, on=on)
        return submission


def lapse_views(case_pk: int, *, by: Actor, on: date) -> None:
    """End a views term that is over without views. Raises NotReady while it runs."""
    with opened(case_pk) as case:
        permit(by, "lapse_views", on=on, case=case)
        term = case.terms.filter(code="views", ended_on=None).first()
        if term is None or term.due_on >= on:
            raise NotReady("De termijn voor de zienswijze is nog niet voorbij.")
        end_term(case, "views", on=on, ending="verstreken")
        _record(case, "case.views_lapsed", by=by, on=on, facts={"due_on": term.due_on.isoformat()})
        follow(case, by=by, on=on)


def _record(
    case: Case,
    action: str,
    *,
    by: Actor,
    on: date,
    facts: Mapping[str, Any],
    articles: Sequence[str] = (),
    personal: Mapping[str, str] | None = None,
) -> None:
    record(
        case.stream,
        action,
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        articles=articles,
        facts=dict(facts),
        personal=personal or {},
    )
