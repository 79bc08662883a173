"""A window that is shared, from its applications to every letter that settles by line, corrects, or takes back.
Both schemes that settle by line tell these stories; what differs between them stands in a `Round`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.models import Case, ClaimLine, Window
from cases.schemes.base import Outcome
from tests import make
from tests.journeys import shares
from tests.letters.stories.story import Stories, Story, objected, story
from workflows.steps.desk_check import LineFound, amend_settlement, demand_documents, find_lines
from workflows.steps.ending import drop_revocation, revoke_grant, withdraw_application
from workflows.steps.hearing import check_hearing, receive_views, request_views
from workflows.steps.later_lines import count_line, decide_line
from workflows.steps.lines import assess_lines, take_up_lines
from workflows.steps.money import claim_back, forgo_recovery
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, receive_supplement, request_supplement

REASON = "Dit bleek uit de administratie."
LONG_NAME = "Stichting voor Leren en Werken in de Regio " * 5
MANY = 40
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Round:
    """A window of a scheme with its days, and how an application for it is made.

    `envelope` gives the application of an employer by number with so many lines; `spoiled` makes a line that no employer gets;
    `incomplete` takes away what a document can supply, and says which document.
    """

    code: str
    window: str
    opened_on: date
    closes_on: date
    decided_on: date
    envelope: Callable[[int, int], dict[str, Any]]
    spoiled: Callable[[dict[str, Any]], None]
    incomplete: Callable[[dict[str, Any]], str]
    lines: str

    def day(self, after: int) -> date:
        """So many days after the decisions."""
        return self.decided_on + after * DAY


class Told:
    """One round being told: its people, its window, and the cases that applied."""

    def __init__(self, of: Round) -> None:
        self.of, self.who = of, shares.people(of.code)
        self.window: Window = shares.opened(of.window, self.who, on=of.opened_on)
        self.handler, self.decider = self.who[Role.HANDLER], self.who[Role.DECIDER]
        self.count = 0

    def envelope(self, lines: int = 2) -> dict[str, Any]:
        """The application of the next employer."""
        self.count += 1
        return self.of.envelope(self.count, lines)

    def applied(self, lines: int = 2) -> Case:
        """An application of which the registers confirm everything."""
        return shares.confirmed(self.envelope(lines))

    def another(self) -> Actor:
        """A second mandated person."""
        return shares.mandate(make.person(Role.DECIDER, username="collega"), self.of.code)

    def taken_up(self) -> None:
        """Judge all lines once the window is closed."""
        take_up_lines(self.window.pk, by=self.handler, on=self.of.closes_on + DAY)

    def decided(self) -> None:
        """Share the money and decide."""
        frozen_on = self.of.decided_on - DAY
        shares.shared(self.window, self.who, frozen_on=frozen_on, decided_on=self.of.decided_on)
        make.letters_sent(self.of.decided_on)

    def answer(self, case: Case, number: int, *, is_met: bool, on: date) -> None:
        """Answer all that the rules left open on a line."""
        line = ClaimLine.objects.filter(assessment__case=case, number=number).latest("pk")
        codes = [found["code"] for found in line.findings if found["outcome"] == Outcome.PERSON]
        assess_lines(case.pk, {number: {code: (is_met, REASON) for code in codes}}, by=self.handler, on=on)

    def unheard(self, case: Case, about: str, *, on: date) -> None:
        """Nobody needs to be heard: it rests on what the applicant said."""
        make.unheard(case, about, self.who, on=on)


def settled(of: Round, lines: int = 2, change: Callable[[dict[str, Any]], None] | None = None) -> tuple[Told, Case]:
    """A case settled with its window, announced and paid."""
    told = Told(of)
    envelope = told.envelope(lines)
    if change is not None:
        change(envelope)
    case = shares.confirmed(envelope)
    told.taken_up()
    told.decided()
    make.paid(case, told.who, on=of.day(3))
    return told, make.fresh(case)


def many_lines_under_a_long_name(of: Round) -> None:
    """Some of many lines are refused."""

    def change(envelope: dict[str, Any]) -> None:
        envelope["application"]["applicant"]["name"] = LONG_NAME[:200]
        for line in envelope["application"][of.lines][::7]:
            of.spoiled(line)

    settled(of, MANY, change)


def refused_altogether(of: Round) -> None:
    """No line is met, and the applicant objects."""

    def change(envelope: dict[str, Any]) -> None:
        for line in envelope["application"][of.lines]:
            of.spoiled(line)

    _, case = settled(of, 2, change)
    objected(case, of.decided_on)


def asked_to_complete(of: Round) -> tuple[Told, Case, str]:
    """An application that was asked for what is missing."""
    told = Told(of)
    envelope = told.envelope()
    kind = of.incomplete(envelope)
    case = shares.confirmed(envelope)
    request_supplement(case.pk, by=told.handler, on=case.received_on)
    make.letters_sent(case.received_on)
    return told, case, kind


def never_completed(of: Round) -> None:
    """What is missing never comes."""
    told, case, _ = asked_to_complete(of)
    late = case.received_on + 60 * DAY
    lapse_supplement(case.pk, by=told.who[Role.SYSTEM], on=late)
    leave_unconsidered(case.pk, by=told.decider, on=late)
    make.letters_sent(late)


def withdrawn(of: Round) -> None:
    """The applicant withdraws."""
    case = Told(of).applied()
    withdraw_application(
        case.pk, {"reason": "Vergissing."}, by=make.recipient(case), received_at=make.at(case.received_on)
    )
    make.letters_sent(case.received_on)


def too_late(of: Round) -> None:
    """An application comes one second too late."""
    told = Told(of)
    envelope = told.envelope()
    envelope["received_at"] = datetime.combine(of.closes_on, time(17, 0, 1), make.AMSTERDAM).isoformat()
    shares.confirmed(envelope)
    refuse_all_late(told.window.pk, by=told.decider, on=of.decided_on)
    make.letters_sent(of.decided_on)


def completed_too_late(of: Round) -> None:
    """The supplement comes after the closing (Praktijkleren 17 lid 3)."""
    told = Told(of)
    envelope = told.envelope()
    envelope["received_at"] = make.at(of.closes_on).isoformat()
    kind = of.incomplete(envelope)
    case = shares.confirmed(envelope)
    request_supplement(case.pk, by=told.handler, on=case.received_on)
    make.letters_sent(case.received_on)
    after = of.closes_on + 2 * DAY
    papers = [make.document(kind)]
    receive_supplement(case.pk, {}, by=make.recipient(case), received_at=make.at(after), documents=papers)
    refuse_all_late(told.window.pk, by=told.decider, on=of.decided_on)
    make.letters_sent(of.decided_on)


def judged_by_a_person_after_views(of: Round) -> None:
    """The registers know nothing: a person judges, hears the applicant, and refuses one of two lines."""
    told = Told(of)
    case = shares.taken_in(told.envelope())
    told.taken_up()
    on = of.closes_on + 2 * DAY
    told.answer(case, 1, is_met=True, on=on)
    check_hearing(case.pk, "refusal", is_required=True, reason=REASON, by=told.handler, on=on)
    request_views(case.pk, "refusal", reasons="De registers kennen deze opleiding niet.", by=told.handler, on=on)
    make.letters_sent(on)
    said = {"text": "De opleiding is erkend."}
    receive_views(case.pk, said, by=make.recipient(case), received_at=make.at(on + DAY))
    told.answer(case, 2, is_met=False, on=on + 2 * DAY)
    told.decided()


def decided_on_a_line_later(of: Round) -> None:
    """Of two lines that counted provisionally one is awarded later, and one refused."""
    told = Told(of)
    case = shares.taken_in(told.envelope(3))
    told.taken_up()
    on, later = of.closes_on + 2 * DAY, of.day(30)
    told.answer(case, 1, is_met=True, on=on)
    for number in (2, 3):
        for by in (told.handler, told.decider):
            count_line(case.pk, number, is_counted=True, reason="De school antwoordt later.", by=by, on=on)
    told.decided()
    told.answer(case, 2, is_met=True, on=later)
    decide_line(case.pk, 2, by=told.decider, on=later)
    make.letters_sent(later)
    told.unheard(case, "revocation", on=later)
    told.answer(case, 3, is_met=False, on=later)
    decide_line(case.pk, 3, by=told.decider, on=later)
    make.letters_sent(later)


def amended_and_claimed_back(of: Round) -> None:
    """A check finds fewer weeks: documents, amendment, claim."""
    told, case = settled(of)
    asked, amended = of.day(30), of.day(60)
    demand_documents(case.pk, reasons="Uw aanvraag valt in de steekproef.", by=told.handler, on=asked)
    make.letters_sent(asked)
    find_lines(case.pk, {1: LineFound(counts={"weeks": 10})}, by=told.handler, on=amended)
    told.unheard(case, "revocation", on=amended)
    words: dict[str, Any] = {"ground": "b", "weighing": make.WEIGHING, "reasons": REASON}
    amend_settlement(case.pk, by=told.another(), on=amended, **words)
    make.letters_sent(amended)
    claim_back(case.pk, by=told.decider, on=amended, weighing=make.WEIGHING)
    make.letters_sent(amended)


def not_withdrawn_after_all(of: Round) -> None:
    """After the views the settlement stands."""
    told, case = settled(of)
    on = of.day(30)
    make.to_be_heard(case, "revocation", told.who, on=on)
    make.letters_sent(on)
    drop_revocation(case.pk, by=told.decider, on=on + DAY, reasons="De administratie is alsnog gevonden.")
    make.letters_sent(on + DAY)


def withdrawn_and_not_claimed_back(of: Round) -> None:
    """The settlement is withdrawn, and what was paid stays where it is."""
    told, case = settled(of)
    on = of.day(30)
    told.unheard(case, "revocation", on=on)
    revoke_grant(case.pk, by=told.another(), on=on, weighing=make.WEIGHING, reasons=REASON)
    make.letters_sent(on)
    forgo_recovery(case.pk, by=told.decider, on=on + DAY, weighing=make.WEIGHING, reasons="De ontvanger is failliet.")
    make.letters_sent(on + DAY)


def stories(of: Round) -> Stories:
    """Give the stories of a round by name."""

    def told(tell: Callable[[Round], None], *kinds: str) -> Story:
        return story(partial(tell, of), *kinds)

    return {
        "many lines under a long name": told(many_lines_under_a_long_name, "direct_settlement"),
        "refused altogether": told(refused_altogether, "direct_refusal", "objection_receipt"),
        "never completed": told(never_completed, "supplement_request", "left_unconsidered"),
        "withdrawn": told(withdrawn, "withdrawal_confirmation"),
        "too late": told(too_late, "late_refusal"),
        "judged by a person after views": told(judged_by_a_person_after_views, "refusal_views", "direct_settlement"),
        "decided on a line later": told(decided_on_a_line_later, "direct_settlement", "line_awarded", "line_refused"),
        "amended and claimed back": told(
            amended_and_claimed_back, "direct_settlement", "documents_request", "settlement_amended", "recovery"
        ),
        "not withdrawn after all": told(not_withdrawn_after_all, "revocation_views", "revocation_dropped"),
        "withdrawn and not claimed back": told(withdrawn_and_not_claimed_back, "revocation", "recovery_forgone"),
    }
