"""The letters of Praktijkleren. Nothing is asserted here."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from cases.amounts import euro
from cases.authority.permissions import Role
from cases.models import Case
from cases.schemes.invented import bsn
from tests import make
from tests.journeys import shares
from tests.letters.stories.rounds import DAY, REASON, Round, completed_too_late, stories
from tests.letters.stories.story import Stories, story
from tests.schemes.praktijkleren.builders import line
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.bucket_ceilings import set_bucket_ceiling
from workflows.steps.ending import revoke_grant
from workflows.steps.grant import refuse_application
from workflows.steps.lines import take_up_lines
from workflows.steps.money import claim_back
from workflows.steps.prior_advance import grant_prior_advance
from workflows.steps.settings import approve_setting, propose_setting

CODE = "praktijkleren"
DAYS_OF_2019 = {"starts_on": "2019-09-02", "ends_on": "2020-05-29"}
GIVEN, CLOSED, DECIDED = date(2020, 7, 1), date(2020, 9, 17), date(2020, 12, 10)


def envelope(number: int, lines: int) -> dict[str, Any]:
    """The application of an employer by number, with so many students."""
    found = shares.sample(CODE, "mbo-2019")
    found["application"]["applicant"]["kvk_number"] = f"{81_000_000 + number}"
    found["application"]["lines"] = [
        line(weeks=20 + each % 21, bsn=bsn(100 * number + each), name=f"Leerling {each}") for each in range(lines)
    ]
    return found


def spoiled(found: dict[str, Any]) -> None:
    """Nobody noted who was there."""
    found["records"]["attendance"] = False


def incomplete(found: dict[str, Any]) -> str:
    """An intermediary without its mandate."""
    bureau = {"kvk_number": "89000001", "name": "Subsidiebureau Voorbeeld", "email": "bureau@voorbeeld.example"}
    found["application"]["intermediary"] = bureau
    return "machtiging"


ROUND = Round(
    code=CODE,
    window="praktijkleren-2019",
    opened_on=date(2019, 6, 1),
    closes_on=date(2019, 9, 16),
    decided_on=date(2019, 12, 10),
    envelope=envelope,
    spoiled=spoiled,
    incomplete=incomplete,
    lines="lines",
)


def asking_for_advance() -> dict[str, Any]:
    """The application of 2020, by the employer whose programmes the registers know."""
    found = shares.sample(CODE, "voorschot-2020")
    found["application"]["applicant"]["kvk_number"] = "81000001"
    return found


def asked_for_advance(application: dict[str, Any]) -> tuple[Case, make.People]:
    """An application for the advance of 2020, taken up with its place under a ceiling that two people set."""
    who = shares.people(CODE)
    second = make.person(Role.ADMINISTRATOR, username="tweede")
    words: dict[str, Any] = {"from_on": date(2014, 1, 1), "source": "RVO"}
    by = who[Role.ADMINISTRATOR]
    ceiling = propose_setting(CODE, "advance_ceiling", "10000000.00", by=by, on=date(2020, 5, 25), **words)
    approve_setting(ceiling.pk, by=second, on=date(2020, 5, 25))
    shares.opened("praktijkleren-2020-voorschot", who, on=date(2020, 5, 25))
    case = shares.confirmed(application)
    make.with_place(case, on=GIVEN)
    take_up(case.pk, by=who[Role.HANDLER], on=GIVEN)
    return case, who


def advanced() -> tuple[Case, make.People]:
    """The advance of 2020, granted and paid."""
    case, who = asked_for_advance(asking_for_advance())
    assess_application(case.pk, by=who[Role.HANDLER], on=GIVEN)
    grant_prior_advance(case.pk, by=who[Role.DECIDER], on=GIVEN)
    make.letters_sent(GIVEN)
    make.paid(case, who, on=GIVEN + 9 * DAY)
    return make.fresh(case), who


def set_off_against_the_settlement() -> None:
    """The advance is counted as paid, and one line gets a supplement."""
    case, who = advanced()
    found = shares.opened("praktijkleren-2020", who, on=GIVEN)
    set_bucket_ceiling(found.pk, "mbo", euro("10000000"), by=who[Role.ADMINISTRATOR], on=GIVEN, source="Stcrt")
    again = asking_for_advance()
    again["received_at"] = make.at(date(2020, 8, 3)).isoformat()
    shares.confirmed(again)
    take_up_lines(found.pk, by=who[Role.HANDLER], on=CLOSED)
    shares.shared(found, who, frozen_on=DECIDED, decided_on=DECIDED)
    make.letters_sent(DECIDED)


def advance_withdrawn() -> None:
    """Nobody applied after the advance: it is withdrawn and claimed back."""
    case, who = advanced()
    other = shares.mandate(make.person(Role.DECIDER, username="collega"), CODE)
    make.unheard(case, "revocation", who, on=DECIDED)
    revoke_grant(case.pk, by=other, on=DECIDED, weighing=make.WEIGHING, reasons=REASON)
    make.letters_sent(DECIDED)
    claim_back(case.pk, by=other, on=DECIDED + DAY, weighing=make.WEIGHING)
    make.letters_sent(DECIDED + DAY)


def advance_refused() -> None:
    """An employer without students of mbo gets no advance."""
    application = asking_for_advance()
    application["application"]["lines"] = [line("hbo", weeks=30, agreement=DAYS_OF_2019)]
    case, who = asked_for_advance(application)
    assess_application(case.pk, by=who[Role.HANDLER], on=GIVEN)
    make.unheard(case, "refusal", who, on=GIVEN)
    refuse_application(case.pk, by=who[Role.DECIDER], on=GIVEN, reasons=REASON)
    make.letters_sent(GIVEN)


STORIES: Stories = {
    **stories(ROUND),
    "completed too late": story(partial(completed_too_late, ROUND), "supplement_request", "late_refusal"),
    "set off against the settlement": story(set_off_against_the_settlement, "prior_advance", "direct_settlement"),
    "advance withdrawn": story(advance_withdrawn, "prior_advance", "revocation", "recovery"),
    "advance refused": story(advance_refused, "refusal"),
}
