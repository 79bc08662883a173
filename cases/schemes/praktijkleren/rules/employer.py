"""What must hold for the application as a whole: the employer, who files for it, the study year, solvency.
Conditions of single lines stand in the modules beside this file; being in time is the house's."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.rules.answers import answer_of
from cases.schemes.stating import found


def study_year_is_open(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Finding:
    """Articles 13 and 17: subsidy is asked for the study year that ended in the year of application."""
    label = "U vraagt subsidie voor het studiejaar dat net voorbij is."
    is_met = application.study_year == values.on.year - 1
    return found(values, "study_year", "study_year_is_last", is_met, label, study_year=application.study_year)


def employer_is_registered(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Finding:
    """Article 16: the employer exists in the Handelsregister; a register that does not confirm it asks for a person."""
    answer = answer_of("kvk", application.applicant.kvk_number, extracts)
    told = answer.confirms(bool(answer.entries))
    label = "De werkgever staat in het Handelsregister."
    return found(values, "employer", "employer_is_registered", told, label, **answer.facts(told))


def intermediary_is_mandated(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Finding:
    """From 2024 an intermediary files with a ketenmachtiging; before, with a written mandate (Awb 2:1)."""
    intermediary = application.intermediary
    if values.chain_mandate_needed:
        source, is_met = "chain_mandate_needed", intermediary is None or intermediary.has_chain_mandate
    else:
        papers = extracts.get("documents")
        source = "written_mandate_needed"
        is_met = intermediary is None or papers is None or "machtiging" in papers
    label = "De intermediair is gemachtigd door de werkgever."
    return found(values, "mandate", source, is_met, label, has_intermediary=intermediary is not None)


def is_solvent(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Finding:
    """Awb 4:35 lid 2: bankruptcy, surseance or WSNP, also when only requested: 'kan', so a person weighs it."""
    answer = answer_of("insolvency", application.applicant.kvk_number, extracts)
    is_registered = any(entry.get("is_insolvent") for entry in answer.entries)
    is_clear = not is_registered and application.insolvency == "none" and answer.state != "unreachable"
    is_refused = application.insolvency == "declared" and values.insolvency_outcome == "refuse"
    label = "Er is geen faillissement, surseance van betaling of schuldsanering, ook niet aangevraagd."
    told = True if is_clear else False if is_refused else None
    return found(values, "insolvency", "insolvency_outcome", told, label, declared=application.insolvency)
