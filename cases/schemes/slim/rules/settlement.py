"""Settlement of a SLIM subsidy: what was realised, the 60 % floor, small grants ex officio, the audit statement.
Advances already paid are set off by the ledger, not here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cases.amounts import plain, written
from cases.law import Values
from cases.schemes.base import Calculation, Finding, Outcome, Settlement, SettlementFacts
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.costs import Budget
from cases.schemes.slim.rules.amounts import fixed_amount, subsidy
from cases.schemes.slim.rules.costs import eligible_cost
from cases.schemes.stating import computed, found, percent


def settle(facts: SettlementFacts, granted_under: Values, values: Values) -> Settlement:
    """Propose a settlement: amounts under the version of the grant, the floor under that of the decision day.

    Not above the grant (Awb 4:31 and 4:46 lid 1). Below the floor: nil, or since it was softened a person decides.
    """
    if is_settled_without_account(facts, granted_under):
        return as_granted(facts, granted_under)
    realised = within_period(facts)
    calculation = subsidy(facts.application, realised, granted_under, {}, facts.granted_amount)
    findings = (
        is_reported(facts, values),
        costs_lie_in_period(facts, realised, values),
        reaches_floor(facts, realised, granted_under, values),
        statement_is_present(facts, granted_under),
        fixed_grant_is_earned(facts, calculation, granted_under),
    )
    return Settlement(kind_of(facts, findings, calculation, values), findings, in_kind(findings, calculation, values))


def is_settled_without_account(facts: SettlementFacts, granted_under: Values) -> bool:
    """SLIM from 2025: a grant below the limit is settled ex officio as granted, unless it was drawn in a sample."""
    return facts.report is None and not facts.is_sampled and is_small_grant(facts, granted_under)


def is_small_grant(facts: SettlementFacts, granted_under: Values) -> bool:
    """Say whether the grant lies below the limit under which no report is asked for."""
    return bool(facts.granted_amount < granted_under.ex_officio_below)


def as_granted(facts: SettlementFacts, granted_under: Values) -> Settlement:
    """Settle at the granted amount, without account."""
    label = "De subsidie wordt ambtshalve vastgesteld, zonder verantwoording vooraf."
    finding = found(granted_under, "ex_officio", "ex_officio_below", True, label, granted=plain(facts.granted_amount))
    amount, formula = facts.granted_amount, "gelijk aan de verleende subsidie"
    line = computed(granted_under, "ex_officio_below", "Vastgestelde subsidie", formula, amount)
    return Settlement("as_granted", (finding,), Calculation((line,)))


def within_period(facts: SettlementFacts) -> Budget:
    """Give what was realised, without external costs from before the grant or after the end of the project."""
    realised: Budget = facts.report.realised if facts.report else Budget()
    kept = tuple(
        cost
        for cost in realised.external
        if cost.incurred_on is None or facts.granted_on <= cost.incurred_on <= facts.ends_on
    )
    return replace(realised, external=kept)


def project_cost(application: SlimApplication, budget: Budget, granted_under: Values, values: Values) -> Decimal:
    """Give the project cost that the floor is tested on: eligible cost, and fixed amounts where the setting says so."""
    fixed = fixed_amount(budget, granted_under) if values.floor_counts_fixed_amounts else Decimal(0)
    return eligible_cost(application, budget, granted_under) + fixed


def only(budget: Budget, activity: str) -> Budget:
    """Give the part of a budget for one activity."""
    return Budget(
        external=tuple(cost for cost in budget.external if cost.activity == activity),
        internal=tuple(labour for labour in budget.internal if labour.activity == activity),
        paths=budget.paths if activity == "b" else 0,
        places=budget.places if activity == "d" else (),
    )


def realised_share(facts: SettlementFacts, realised: Budget, granted_under: Values, values: Values) -> Decimal:
    """Give the realised share of the budgeted project cost: over the whole, or the lowest of the activities."""
    planned, application = facts.application.budget, facts.application
    pairs = [(planned, realised)]
    if values.floor_scope == "activity":
        pairs = [(only(planned, code), only(realised, code)) for code in application.activities]
    costs = [[project_cost(application, budget, granted_under, values) for budget in pair] for pair in pairs]
    return min((made / budgeted for budgeted, made in costs if budgeted), default=Decimal(1))


def reaches_floor(facts: SettlementFacts, realised: Budget, granted_under: Values, values: Values) -> Finding:
    """SLIM 24 lid 4: at least 60 % of the budgeted cost was realised; exactly 60 % passes."""
    share = realised_share(facts, realised, granted_under, values)
    is_met = share >= values.realisation_floor
    effect = values.floor_effect if values.floor_effect_is_of == "settlement" else granted_under.floor_effect
    label = f"Ten minste {percent(values.realisation_floor)} van de begrote projectkosten is gemaakt."
    shown = str(share.quantize(Decimal("0.0001")))
    return found(values, "realisation_floor", "realisation_floor", is_met, label, share=shown, effect=effect)


def is_reported(facts: SettlementFacts, values: Values) -> Finding:
    """Awb 4:44 and 4:45: the recipient asked for settlement and gave account."""
    label = "De ontvanger heeft verantwoording afgelegd."
    return found(values, "reported", "settlement_request_weeks", facts.report is not None, label)


def costs_lie_in_period(facts: SettlementFacts, realised: Budget, values: Values) -> Finding:
    """Costs from before the grant or after the end of the project are left out."""
    stated = facts.report.realised.external if facts.report else ()
    left_out = len(stated) - len(realised.external)
    label = "Alle kosten zijn in de projectperiode gemaakt."
    return found(values, "costs_in_period", "duration_runs_from", not left_out, label, left_out=left_out)


def statement_is_present(facts: SettlementFacts, granted_under: Values) -> Finding:
    """SLIM 24: from 125,000 euro the account comes with an audit statement; a person decides what its absence means."""
    limit = granted_under.accountant_from
    is_needed = limit is not None and facts.granted_amount >= limit
    is_present = bool(facts.report and facts.report.realised.has_audit_statement)
    label = (
        f"Er is een controleverklaring (vanaf {written(limit)})." if limit else "Een controleverklaring is niet nodig."
    )
    is_met = None if is_needed and not is_present else True
    return found(granted_under, "audit_statement", "accountant_from", is_met, label, is_needed=is_needed)


def fixed_grant_is_earned(facts: SettlementFacts, calculation: Calculation, granted_under: Values) -> Finding:
    """A small grant from 2025 is a fixed amount: where a sample shows less, a person decides what that means."""
    falls_short = is_small_grant(facts, granted_under) and calculation.amount < facts.granted_amount
    label = "De verantwoording na een steekproef past bij het vaste bedrag."
    is_met = None if falls_short else True
    return found(granted_under, "sample", "ex_officio_below", is_met, label, computed=plain(calculation.amount))


def kind_of(facts: SettlementFacts, findings: tuple[Finding, ...], calculation: Calculation, values: Values) -> str:
    """Name the proposal: nil, person, actual (Awb 4:46 lid 1) or as_granted."""
    if is_nil(findings):
        return "nil"
    is_open = any(finding.outcome is Outcome.PERSON for finding in findings)
    if is_open or any(
        finding.code == "realisation_floor" and finding.outcome is Outcome.NOT_MET for finding in findings
    ):
        return "person"
    return "actual" if calculation.amount < facts.granted_amount else "as_granted"


def is_nil(findings: tuple[Finding, ...]) -> bool:
    """Say whether the floor was missed under the rule that sets the subsidy at nil."""
    floor = next(finding for finding in findings if finding.code == "realisation_floor")
    return floor.outcome is Outcome.NOT_MET and floor.facts["effect"] == "nil"


def in_kind(findings: tuple[Finding, ...], calculation: Calculation, values: Values) -> Calculation:
    """Close the calculation: at nil with a line that says why; for a person the computed amount is the highest."""
    if not is_nil(findings):
        return calculation
    formula, nothing = "minder dan het vereiste deel is gemaakt", Decimal("0.00")
    return Calculation(
        (*calculation.lines, computed(values, "realisation_floor", "Vastgestelde subsidie", formula, nothing))
    )


def settlement_documents(granted_amount: Decimal, values: Values) -> tuple[str, ...]:
    """Name the documents that come with a request for settlement, for the version of the grant."""
    with_evaluation = granted_amount >= values.evaluation_report_from
    with_statement = values.accountant_from is not None and granted_amount >= values.accountant_from
    return ("einddeclaratie", *["evaluatieverslag"] * with_evaluation, *["controleverklaring"] * with_statement)
