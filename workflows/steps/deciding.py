"""Writing a decision down: the row, its articles, and what must be there before it may be taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from django.db import connection

from cases.amounts import to_cents
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Assessment, Case, Decision, HearingCheck, Status, Submission, Term
from cases.models.fixed import Part, insert
from cases.queries import latest
from cases.schemes.base import Outcome
from cases.schemes.registry import scheme
from letters.models import Letter, LetterStatus

ACCOUNTS = ("report", "proof")
"""What opens a settlement: the recipient's own account, or the proof of who delivered."""

OVERTAKING: Mapping[str, tuple[str, ...]] = {
    "application": ("views", "supplement"),
    "settlement": ("views", *ACCOUNTS, "incident"),
    "desk_check": ("views", "documents"),
}
"""What makes an assessment of a stage out of date when it comes in later."""

ASSESSMENT = Part(Assessment, "a")
LATEST = f"""SELECT {ASSESSMENT.columns}, EXISTS (SELECT FROM cases_submission s WHERE s.case_id = a.case_id
    AND s.kind = ANY(%(overtaking)s) AND s.stored_at > a.made_at) AS is_overtaken
FROM cases_assessment a WHERE a.case_id = %(case)s AND a.stage = %(stage)s ORDER BY a.id DESC LIMIT 1"""  # noqa: S608 - made of names in the model


SHORTCUT = "Awb 4:12"
ASKING_VIEWS = (Status.REFUSAL_VIEWS, Status.SETTLEMENT_VIEWS, Status.REVOCATION_VIEWS)
VIEWS_CAME = "zienswijze ontvangen"


STANDING = """SELECT
    EXISTS (SELECT FROM letters_letter
        WHERE case_id = %(case)s AND decision_id IS NOT NULL AND status NOT IN ('sent', 'void')),
    EXISTS (SELECT FROM cases_payment WHERE case_id = %(case)s AND status = 'approved'),
    EXISTS (SELECT FROM cases_submission WHERE case_id = %(case)s AND kind IN ('report', 'proof'))"""


class NotReady(Refused):
    """Something must be done first; the message says what."""


class Standing(NamedTuple):
    """What is still underway on a case, and whether the recipient reported."""

    has_waiting_decision: bool
    has_payment_underway: bool
    has_report: bool


def articles_of(case: Case, kind: str) -> list[str]:
    """Give the articles that a kind of decision rests on, as cited by the rule version of the case."""
    return list(scheme(case.scheme).articles_of(kind, case.received_on))


def write_decision(
    case: Case,
    kind: str,
    *,
    by: Actor,
    on: date,
    mandate: int | None,
    articles: list[str],
    amount: Decimal | None = None,
    assessment: Assessment | None = None,
    request: Submission | None = None,
    weighing: str = "",
    reasons: str = "",
    facts: Mapping[str, Any] | None = None,
    replaces: Decision | None = None,
) -> Decision:
    """Store a decision; it is never edited afterwards."""
    decision = Decision(
        case=case,
        kind=kind,
        on=on,
        amount_cents=None if amount is None else to_cents(amount),
        articles=articles,
        assessment=assessment,
        request=request,
        weighing=weighing,
        reasons=reasons,
        facts=dict(facts or {}),
        replaces=replaces,
        decided_by_id=by.user_id,
        mandate_id=mandate,
    )
    return insert(decision)


def latest_assessment(case: Case, stage: str) -> Assessment:
    """Give the assessment that the decision rests on. Raises NotReady where there is none, or where something came in since."""
    found = _latest(case, stage)
    if found is None:
        raise NotReady("Deze zaak is nog niet beoordeeld. Leg eerst de beoordeling vast.")
    assessment, is_overtaken = found
    if is_overtaken:
        raise NotReady(
            "Na de beoordeling kwam een zienswijze, aanvulling of verantwoording binnen. Beoordeel de zaak opnieuw."
        )
    return assessment


def _latest(case: Case, stage: str) -> tuple[Assessment, bool] | None:
    with connection.cursor() as cursor:
        cursor.execute(LATEST, {"case": case.pk, "stage": stage, "overtaking": list(OVERTAKING[stage])})
        row = cursor.fetchone()
    if row is None:
        return None
    values = iter(row)
    return cast(Assessment, ASSESSMENT.made(values)), next(values)


def demand_weighing(weighing: str) -> None:
    """Awb 3:4 lid 2: a lower settlement, withdrawal or recovery needs a written weighing of interests. Raises NotReady."""
    if len(weighing.strip()) < 20:
        raise NotReady(
            "Schrijf de belangenafweging op (Awb 3:4): welke belangen zijn er, en waarom weegt dit besluit op?"
        )


ENDED = (LetterStatus.SENT, LetterStatus.VOID)


def standing_of(case: Case) -> Standing:
    """Read how things stand on a case before another decision is built on it."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"case": case.pk})
        return Standing(*cursor.fetchone())


def demand_announced(standing: Standing) -> None:
    """Awb 3:40: build on no decision that does not work yet; its letter would tell of money that is gone by then.

    Raises NotReady while the letter of an earlier decision waits.
    """
    if standing.has_waiting_decision:
        raise NotReady("Een eerder besluit is nog niet bekendgemaakt. Verzend eerst die brief (Awb 3:40).")


def demand_nothing_underway(standing: Standing) -> None:
    """What was approved may be at the bank already: letting it lapse in the books could pay it twice, or lose it.

    Raises NotReady while an approved payment is not booked.
    """
    if standing.has_payment_underway:
        raise NotReady(
            "Er is een goedgekeurde betaling die nog niet is geboekt. Laat haar eerst boeken, of de goedkeuring intrekken."
        )


def demand_quiet(case: Case) -> None:
    """Demand that no earlier decision waits for its letter and no payment is underway. Raises NotReady."""
    standing = standing_of(case)
    demand_announced(standing)
    demand_nothing_underway(standing)


def answered_views(case: Case, answer: str) -> dict[str, str]:
    """Give what the decision says about the views that came in (Awb 3:46). Raises NotReady where they are not answered."""
    if answer.strip():
        return {"views": answer}
    asked = case.terms.filter(code="views").order_by("-id").first() if case.status in ASKING_VIEWS else None
    if asked is not None and asked.ending == VIEWS_CAME:
        raise NotReady("Er is een zienswijze. Schrijf op wat die inhoudt en waarom het besluit toch zo is (Awb 3:46).")
    return {}


def refuse_shortcut(case: Case, about: str) -> None:
    """Awb 4:12 lid 2: a refusal on 4:35, a lower settlement and a withdrawal cannot skip the hearing as financial decisions.

    Asked at the check and again at the decision, as a later assessment may have found another ground. Raises NotReady.
    """
    assessment = latest(case, "application")
    grounds = assessment.findings if about == "refusal" and assessment else []
    on_4_35 = any(each["outcome"] == Outcome.NOT_MET and each["article"].startswith("Awb 4:35") for each in grounds)
    if about != "refusal" or on_4_35:
        raise NotReady(
            "Awb 4:12 geldt niet bij weigering op grond van 4:35, lagere vaststelling of intrekking (4:12 lid 2). "
            "Toets aan Awb 4:7, 4:8 of 4:11."
        )


def demand_hearing(case: Case, about: str) -> None:
    """Awb 4:7 and 4:8: the check must be recorded; where hearing is due, the views are in or their term is over.

    Raises NotReady with what to do.
    """
    check = HearingCheck.objects.filter(case=case, about=about).order_by("-id").first()
    if check is None:
        raise NotReady("Leg eerst vast of de betrokkene gehoord moet worden (Awb 4:7, 4:8).")
    if not check.required:
        if check.article.startswith(SHORTCUT):
            refuse_shortcut(case, about)
        return
    if case.status not in ASKING_VIEWS:
        raise NotReady("De betrokkene moet gehoord worden. Vraag eerst een zienswijze.")
    views = Term.objects.filter(case=case, code="views").order_by("-id").first()
    # An earlier round of hearing left its term behind: only the invitation of this round counts.
    if views is None or Letter.objects.filter(case=case, kind=f"{about}_views").exclude(status__in=ENDED).exists():
        raise NotReady("De uitnodiging voor de zienswijze is nog niet verzonden.")
    if views.ended_on is None:
        raise NotReady(f"De termijn voor de zienswijze loopt tot en met {views.due_on:%d-%m-%Y}. Wacht die af.")
