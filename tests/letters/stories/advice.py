"""The letters of STAP-ontwikkeladvies: a person decides on each application, in order of completeness. Nothing is asserted here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cases.authority.permissions import Role
from cases.models import Case, Counter
from tests import make
from tests.letters.stories.rounds import LONG_NAME, REASON
from tests.letters.stories.story import Stories, objected, story
from tests.schemes.ontwikkeladvies.builders import decider, envelope, known_to_portal, people, submitted
from workflows.steps.assessment import Answer, assess_application
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.ending import drop_revocation, revoke_grant, withdraw_application
from workflows.steps.grant import refuse_application
from workflows.steps.hearing import receive_views
from workflows.steps.money import claim_back
from workflows.steps.ordering import join_order
from workflows.steps.settling_one import settle_without_grant
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, request_supplement

DAY = timedelta(days=1)
DECIDED_ON, LATER, OVER_ON = date(2022, 6, 27), date(2023, 2, 6), date(2022, 12, 19)


def applied(name: str = "adviseur-2022", **portal: Any) -> Case:
    """Submit a sample, known to the portal as it tells or with some things otherwise, and confirm its receipt."""
    of = envelope(name)
    of["application"]["applicant"]["name"] = LONG_NAME[:200]
    known_to_portal(of["application"], **portal)
    case = submitted(of)
    make.letters_sent(case.received_on)
    return case


def taken_up(case: Case, who: make.People) -> Case:
    """Give the case its place in the order of completeness."""
    assert case.window is not None
    join_order(case.window.pk, by=who[Role.HANDLER], on=DECIDED_ON)
    reserve_reached(case.window.pk, by=who[Role.HANDLER], on=DECIDED_ON)
    return make.fresh(case)


def settled(name: str = "adviseur-2022") -> tuple[Case, make.People]:
    """An application settled, announced and paid."""
    who = people()
    case = taken_up(applied(name), who)
    assess_application(case.pk, by=who[Role.HANDLER], on=DECIDED_ON)
    settle_without_grant(case.pk, by=who[Role.DECIDER], on=DECIDED_ON)
    make.letters_sent(DECIDED_ON)
    make.paid(case, who, on=DECIDED_ON + 14 * DAY)
    return make.fresh(case), who


def refused_after_views() -> None:
    """The portal says otherwise: a person hears the applicant and refuses."""
    who = people()
    case = taken_up(applied(education="mbo-4"), who)
    answers = {"education_agrees": Answer(is_met=False, reason="Het diploma mbo-4 is getoond.")}
    assess_application(case.pk, by=who[Role.HANDLER], on=DECIDED_ON, answers=answers)
    make.to_be_heard(case, "refusal", who, on=DECIDED_ON)
    make.letters_sent(DECIDED_ON)
    on = DECIDED_ON + 7 * DAY
    receive_views(case.pk, {"text": "Dat wist ik niet."}, by=make.recipient(case), received_at=make.at(on))
    assess_application(case.pk, by=who[Role.HANDLER], on=on, answers=answers)
    refuse_application(case.pk, by=who[Role.DECIDER], on=on, answer_to_views=make.ANSWER)
    make.letters_sent(on)


def never_completed() -> None:
    """What is missing never comes."""
    who = people()
    case = applied("zonder-prestatieverklaring-2022")
    request_supplement(case.pk, by=who[Role.HANDLER], on=case.received_on)
    make.letters_sent(case.received_on)
    late = case.received_on + 60 * DAY
    lapse_supplement(case.pk, by=who[Role.SYSTEM], on=late)
    leave_unconsidered(case.pk, by=who[Role.DECIDER], on=late)
    make.letters_sent(late)


def not_reached() -> None:
    """The money went to who was complete before, and the other objects."""
    who = people()
    first, second = applied(), applied("werkgever-2022")
    Counter.objects.filter(window=first.window).update(limit_cents=140_000 - 1)
    taken_up(second, who)
    refuse_unreached(second.window_id or 0, by=who[Role.DECIDER], on=OVER_ON)
    make.letters_sent(OVER_ON)
    objected(make.fresh(second), OVER_ON)


def withdrawn() -> None:
    """The applicant withdraws."""
    people()
    case = applied()
    withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(case.received_on))
    make.letters_sent(case.received_on)


def withdrawn_and_claimed_back() -> None:
    """The participant had a higher education: heard, withdrawn, claimed back."""
    case, who = settled("opdrachtgever-2022")
    make.to_be_heard(case, "revocation", who, on=LATER)
    make.letters_sent(LATER)
    views = {"text": "De deelnemer zei mij zelf dat hij mbo-2 had."}
    receive_views(case.pk, views, by=make.recipient(case), received_at=make.at(LATER + DAY))
    told: dict[str, Any] = {"weighing": make.WEIGHING, "reasons": REASON, "answer_to_views": make.ANSWER}
    other, on = decider("collega"), LATER + 20 * DAY
    revoke_grant(case.pk, by=other, on=on, **told)
    make.letters_sent(on)
    claim_back(case.pk, by=other, on=on + DAY, weighing=make.WEIGHING)
    make.letters_sent(on + DAY)


def not_withdrawn_after_all() -> None:
    """After the views the settlement stands."""
    case, who = settled()
    make.to_be_heard(case, "revocation", who, on=LATER)
    make.letters_sent(LATER)
    drop_revocation(case.pk, by=who[Role.DECIDER], on=LATER + DAY, reasons=REASON)
    make.letters_sent(LATER + DAY)


STORIES: Stories = {
    "refused after views": story(refused_after_views, "refusal_views", "refusal"),
    "never completed": story(never_completed, "supplement_request", "left_unconsidered"),
    "not reached": story(not_reached, "ceiling_refusal", "objection_receipt"),
    "withdrawn": story(withdrawn, "withdrawal_confirmation"),
    "withdrawn and claimed back": story(
        withdrawn_and_claimed_back, "direct_settlement", "revocation_views", "revocation", "recovery"
    ),
    "not withdrawn after all": story(not_withdrawn_after_all, "revocation_views", "revocation_dropped"),
}
