"""Is everything there that the mandatory forms ask (Awb 4:2 and 4:5)?
What follows from a missing piece is a step, not a rule."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.ontwikkeladvies.rules.tariff import is_hired
from cases.schemes.stating import found


def completeness(application: AdviceApplication, values: Values, extracts: Extracts) -> tuple[Finding, ...]:
    """Find for each paper whether it is there; who hired an adviser also proves what was paid."""
    papers = tuple(document_is_there(name, "documents", values, extracts) for name in values.documents)
    if not is_hired(application, values):
        return papers
    return (document_is_there(values.tariff_proof, "tariff_proof", values, extracts), *papers)


def document_is_there(name: str, source: str, values: Values, extracts: Extracts) -> Finding:
    """Awb 4:2 lid 2: a paper that is asked for was sent."""
    label = f"Dit stuk is meegestuurd: {name}."
    is_there = name in set(extracts.get("documents") or ())
    return found(values, f"document_{name.replace(' ', '_')}", source, is_there, label, document=name)
