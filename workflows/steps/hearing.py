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
from cases.queries import latest
from cases.schemes.base import Outcome
from cases.transitions import perform
from letters.outbox import queue_letter
from workflows.steps.acts import keep_all, read_act, store_act
from workflows.steps.clock import end_term
from workflows.steps.deciding import VIEWS_CAME, NotReady, articles_of
from workflows.steps.opening import opened
from workflows.work import follow

ARTICLES: Mapping[str, str] = {"refusal": "Awb 4:7", "settlement": "Awb 4:8", "revocation": "Awb 4:8"}
SHORTCUT = "Awb 4:12"


def check_hearing(
    case_pk: int, about: str, *, is_required: bool, reason: str, by: Actor, on: date, article: str = ""
) -> HearingCheck:
    """Record whether the applicant or recipient must be heard before a decision about refusal, settlement or revocation.

    Raises NotReady without a reason: the outcome is only of use to a judge with the reason beside it.
    """
    with opened(case_pk) as case:
        permit(by, "check_hearing", on=on, case=case)
        if about not in ARTICLES or not reason.strip():
            raise NotReady("Schrijf op waarom de betrokkene wel of niet gehoord wordt (Awb 4:7, 4:8, 4:11, 4:12).")
        if not is_required and article.startswith(SHORTCUT):
            refuse_shortcut(case, about)
        check = HearingCheck.objects.create(
            case=case,
            about=about,
            required=is_required,
            article=article or ARTICLES[about],
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


def refuse_shortcut(case: Case, about: str) -> None:
    """Awb 4:12 lid 2: a refusal on 4:35, a lower settlement and a withdrawal cannot skip the hearing as financial decisions.

    Raises NotReady.
    """
    assessment = latest(case, "application")
    grounds = assessment.findings if about == "refusal" and assessment else []
    on_4_35 = any(each["outcome"] == Outcome.NOT_MET and each["article"].startswith("Awb 4:35") for each in grounds)
    if about != "refusal" or on_4_35:
        raise NotReady(
            "Awb 4:12 geldt niet bij weigering op grond van 4:35, lagere vaststelling of intrekking (4:12 lid 2). "
            "Toets aan Awb 4:7, 4:8 of 4:11."
        )


def request_views(case_pk: int, about: str, *, reasons: str, by: Actor, on: date) -> None:
    """Invite the views of the applicant or recipient; their term begins when the letter goes out. Raises NotReady."""
    with opened(case_pk) as case:
        if not reasons.strip():
            raise NotReady("Schrijf het voornemen op waarover u een zienswijze vraagt.")
        if not is_hearing_due(case, about):
            raise NotReady("Leg eerst vast dat de betrokkene gehoord moet worden (Awb 4:7, 4:8).")
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
    digests, on = keep_all(documents), timezone.localdate(received_at)
    with opened(case_pk) as case:
        permit(by, "receive_views", on=on, case=case)
        read_act(case, "views", data, received_at)
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
