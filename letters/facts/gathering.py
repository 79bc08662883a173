"""What a letter may print, gathered for one letter and one printed date: amounts, dates, texts, findings and calculation.
Which sentences are made of it stands in the wording of the scheme."""

from __future__ import annotations

from datetime import date

from cases.schemes.base import Finding, LetterFacts
from letters.facts.amounts import amounts_of, calculation_of
from letters.facts.dates import dates_of
from letters.facts.deadlines import deadlines
from letters.facts.file import LetterFile
from letters.facts.texts import texts_of


def facts_of(file: LetterFile, on: date) -> LetterFacts:
    """Give the facts of a letter for a printed date, under the names of `NAMES`. Raises KeyError for an unknown kind."""
    case = file.case
    return LetterFacts(
        case_number=case.number,
        applicant_name=file.applicant.name,
        applicant_kind=case.applicant_kind,
        window_label=case.window.label if case.window else "",
        received_on=case.received_on,
        on=on,
        articles=articles_of(file),
        findings=tuple(Finding.from_json(found) for found in file.assessment.findings) if file.assessment else (),
        calculation=calculation_of(file),
        amounts=amounts_of(file),
        dates=dates_of(file, deadlines(file, on)),
        texts=texts_of(file),
        values=file.values,
        scheme=file.scheme.names,
        lines=file.lines,
        rates=file.rates,
    )


def articles_of(file: LetterFile) -> tuple[str, ...]:
    """Give the articles of the decision; for a letter without one those that the scheme names for its kind, if any."""
    if file.decision is not None:
        return tuple(file.decision.articles)
    try:
        return tuple(file.scheme.articles_of(file.kind, file.case.received_on))
    except LookupError:
        return ()
