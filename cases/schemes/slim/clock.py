"""Which terms run in a SLIM case, with the length that this version of the scheme gives them.
How a term is counted stands in `cases.terms`; the lengths stand in `terms.procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cases.law import Article, Values
from cases.schemes.slim.terms import VALUES
from cases.terms.catalogue import KINDS
from cases.terms.kinds import Length, Origin, TermKind, Unit


@dataclass(frozen=True)
class SlimTerm:
    """A term of SLIM: the value that holds its length, the unit, and the general kind it is like or its own label."""

    value: str
    unit: Unit
    like: str = ""
    label: str = ""
    origin: Origin = "regulation"
    atw_exempt: bool = False


TERMS: Mapping[str, SlimTerm] = MappingProxyType(
    {
        "decision": SlimTerm("decision_weeks", "weeks", "grant_decision_after_window"),
        "decision_long": SlimTerm("decision_weeks_with_research", "weeks", "grant_decision_long"),
        "supplement": SlimTerm("supplement_days", "days", "supplement"),
        "views": SlimTerm("views_days", "days", "views"),
        "start": SlimTerm("start_months", "months", label="Termijn om te beginnen"),
        "duration": SlimTerm("duration_months_swv", "months", label="Langste projectperiode", atw_exempt=True),
        "settlement_request": SlimTerm("settlement_request_weeks", "weeks", "settlement_request"),
        "settlement_reminder": SlimTerm("settlement_reminder_days", "days", "settlement_reminder"),
        "settlement_decision": SlimTerm("settlement_decision_weeks", "weeks", "settlement_decision"),
        "ex_officio_settlement": SlimTerm("ex_officio_weeks", "weeks", "ex_officio_settlement"),
        "sample_report": SlimTerm(
            "sample_report_weeks", "weeks", label="Verantwoording na een steekproef", origin="official"
        ),
        "retention": SlimTerm("retention_years", "years", "retention"),
    }
)


def terms(code: str, values: Values) -> TermKind:
    """Give the kind of a term in this version; a term that SLIM does not set comes from the catalogue of the Awb.

    Raises KeyError with a sentence for a code that neither knows.
    """
    if code in TERMS:
        return _of_slim(code, TERMS[code], values)
    general = KINDS.get("left_unconsidered_decision" if code == "unconsidered" else code)
    if general is None:
        raise KeyError(f"SLIM kent geen termijn {code!r}.")
    return general


def _of_slim(code: str, term: SlimTerm, values: Values) -> TermKind:
    length, noted = Length(getattr(values, term.value), term.unit), VALUES[term.value]
    article = Article(values.article(term.value), noted.article.source)
    general = KINDS.get(term.like) or TermKind(
        code, term.label, article, length, term.origin, atw_exempt=term.atw_exempt
    )
    return replace(
        general, code=code, article=article, length=length, confirmed=noted.confirmed, question=noted.question
    )
