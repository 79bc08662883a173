"""Letters about a measure on a party: from the measure to the frozen text, with all that stands in the way of sending it.
They belong to no case; letters about cases are composed in `compose`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.authority.values import values_for
from cases.law import NotSet, Values
from cases.models import Measure, MeasureStatus
from cases.schemes.base import LetterFacts, Passage
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.registry import scheme
from cases.terms.deadline import Deadline
from cases.terms.term import deadline_of
from letters import blocks
from letters.blocks import NoVersion
from letters.checks import Required, problems
from letters.compose import addressee, as_blocks, signature_of
from letters.kinds import NOTICE_SUBJECTS
from letters.models import Notice
from letters.office import office, sender
from letters.text import LetterText

UNFIT = (MissingFacts, NotSet, NoVersion)
INTENTION, LIFTED = "_views", "_lifted"


@dataclass(frozen=True)
class NoticeDraft:
    """A notice composed for a printed date; without `text` it cannot go out, and `problems` say why in Dutch."""

    notice: Notice
    text: LetterText | None
    problems: tuple[str, ...] = ()

    @property
    def is_fit(self) -> bool:
        """Say whether it may be sent."""
        return self.text is not None and not self.problems


def draft_notice(notice: Notice, on: date) -> NoticeDraft:
    """Compose and check a notice for a printed date."""
    measure, found = notice.measure, scheme(notice.measure.scheme)
    if notice.kind not in found.wording:
        return NoticeDraft(notice, None, (f"De regeling {found.name} heeft geen tekst voor de brief {notice.kind!r}.",))
    if is_decision(notice) and measure.until_on is not None and measure.until_on < on:
        return NoticeDraft(
            notice, None, ("De maatregel is voorbij voor zij bekend is gemaakt (Awb 3:40). Overleg met de beslisser.",)
        )
    try:
        facts = notice_facts(notice, on)
        text = _composed(notice, facts)
    except UNFIT as error:
        return NoticeDraft(notice, None, (str(error),))
    quoted = [measure.party.name, *_lines(measure)]
    return NoticeDraft(notice, text, tuple(problems(text, (), _required(notice, facts), quoted)))


def _lines(measure: Measure) -> list[str]:
    """What people wrote, line by line: an amount in it is theirs."""
    texts = (measure.grounds, measure.reasons, measure.weighing, measure.answer_to_views)
    return [line for text in texts for line in text.splitlines() if line.strip()]


def is_decision(notice: Notice) -> bool:
    """Say whether the notice announces a decision that is open to objection."""
    return notice.kind == notice.measure.kind


def deadlines_of(notice: Notice, on: date) -> dict[str, Deadline]:
    """Give the terms that begin when the notice goes out on a day: for views (Awb 4:8), or to object (6:7)."""
    measure = notice.measure
    terms, values = scheme(measure.scheme).terms, values_for(measure.scheme, on)
    code = "views" if notice.kind.endswith(INTENTION) else "objection" if is_decision(notice) else ""
    return {code: deadline_of(terms(code, values), on)} if code else {}


def notice_facts(notice: Notice, on: date) -> LetterFacts:
    """Give what the wording may print."""
    measure, due = notice.measure, deadlines_of(notice, on)
    is_intention = notice.kind.endswith(INTENTION)
    dates = {
        "views_due": due["views"].end_on if "views" in due else None,
        "measure_from": on if is_decision(notice) else measure.from_on,
        "measure_until": measure.exclusion.until_on if notice.kind.endswith(LIFTED) else measure.until_on,
    }
    texts = {
        "reasons": measure.grounds if is_intention else measure.reasons,
        "views": measure.answer_to_views,
        "weighing": "" if is_intention or measure.status == MeasureStatus.DROPPED else measure.weighing,
        "training": measure.training,
    }
    return LetterFacts(
        case_number=measure.number,
        applicant_name=measure.party.name,
        applicant_kind="",
        window_label="",
        received_on=measure.proposed_on,
        on=on,
        articles=tuple(measure.articles),
        dates={name: day for name, day in dates.items() if day is not None},
        texts={name: text for name, text in texts.items() if text.strip()},
        values=_values(notice, on),
        scheme=scheme(measure.scheme).names,
    )


def _values(notice: Notice, on: date) -> Values:
    return values_for(notice.measure.scheme, on)


def _composed(notice: Notice, facts: LetterFacts) -> LetterText:
    found, subject = scheme(notice.measure.scheme), NOTICE_SUBJECTS[notice.kind]
    decided_by = notice.measure.decided_by if not notice.kind.endswith(INTENTION) else None
    return LetterText(
        title=f"{subject} ({notice.reference})",
        date=facts.on,
        reference=notice.reference,
        sender=sender(getattr(_values(notice, facts.on), found.unit)),
        addressee=addressee(notice.measure.party),
        subject=subject,
        blocks=tuple(as_blocks(_body(notice, facts))),
        signature=signature_of(found, decided_by, facts.on),
        after_signature=tuple(as_blocks(_after(notice, facts))),
    )


def _body(notice: Notice, facts: LetterFacts) -> Iterator[Passage]:
    yield blocks.in_force(blocks.SALUTATION, facts.on)(notice.measure.party.contact_name)
    yield from scheme(notice.measure.scheme).wording[notice.kind](facts)
    if "views_due" in facts.dates:
        yield from blocks.in_force(blocks.HEARING, facts.on)(facts.dates["views_due"], office(), notice.reference)
    yield from blocks.in_force(blocks.CONTACT, facts.on)(office(), notice.reference)


def _after(notice: Notice, facts: LetterFacts) -> Iterator[Passage]:
    due = deadlines_of(notice, facts.on)
    if "objection" in due:
        yield from blocks.in_force(blocks.OBJECTION, facts.on)(due["objection"].end_on, office(), notice.reference)


def _required(notice: Notice, facts: LetterFacts) -> Required:
    return Required(
        reference=notice.reference,
        on=facts.on,
        articles=facts.articles if is_decision(notice) else (),
        objection=is_decision(notice),
    )
