"""Grounds for refusal that lie outside the application itself: other applications, running projects, an early start,
de-minimis, insolvency. Conditions on applicant and project stand in `applicants` and `projects`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.rules.amounts import computed_total, grant_calculation, receiver_parts
from cases.schemes.slim.rules.de_minimis import de_minimis_fits
from cases.schemes.stating import found


def is_only_application(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 2.8 lid 4: an applicant or participant takes part in one application per window."""
    others, most = int(extracts.get("other_applications_in_window") or 0), values.applications_per_window
    label = "Aanvrager en deelnemers doen in dit tijdvak niet aan een andere aanvraag mee."
    return found(values, "one_application", "applications_per_window", others < most, label, others=others)


def has_no_running_project(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 10: no subsidy for a or c while a project of applicant or participant for it is not yet settled."""
    tested = set(values.running_project_activities)
    running = tested & set(extracts.get("running_activities") or ())
    asked = tested & set(application.activities)
    blocked = asked & running if values.running_project_blocks == "same" else asked if running else set()
    label = "Voor dezelfde activiteit loopt geen project meer dat nog niet is vastgesteld."
    return found(
        values, "running_project", "running_project_activities", not blocked, label, blocked=", ".join(sorted(blocked))
    )


def has_not_started(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """The activities have not started before the application; the settlement leaves out costs from before the grant."""
    start = application.project.starts_on
    has_started = application.project.has_started or (start is not None and start < values.on)
    is_met = values.may_start_before_application or not has_started
    label = "De activiteiten zijn bij de aanvraag nog niet begonnen."
    facts = {"starts_on": start.isoformat() if start else None, "applied_on": values.on.isoformat()}
    return found(values, "started_before_grant", "may_start_before_application", is_met, label, **facts)


def fits_de_minimis(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """The subsidy fits under the de-minimis ceiling of each receiver."""
    amount = grant_calculation(application, values, extracts).amount
    total = computed_total(application, application.budget, values)
    return de_minimis_fits(receiver_parts(application, total, amount, values), application, values, extracts)


def is_solvent(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Awb 4:35 lid 2: bankruptcy, surseance or WSNP, also when only requested: 'kan', so a person weighs it."""
    registered, declared = extracts.get("insolvency", False), application.insolvency
    is_declared = declared == "declared" and values.insolvency_outcome == "refuse"
    is_clear = registered is False and declared == "none"
    label = "Er is geen faillissement, surseance van betaling of schuldsanering, ook niet aangevraagd."
    is_met = True if is_clear else False if is_declared else None
    return found(values, "insolvency", "insolvency_outcome", is_met, label, registered=registered, declared=declared)
