"""Which costs are eligible and what they come to: external costs, own labour, the flat rate, the audit statement.
Percentages, fixed amounts and maxima stand in `amounts`."""

from __future__ import annotations

from decimal import Decimal

from cases.amounts import round_to_cent, written
from cases.law import Values
from cases.schemes.base import Line
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.costs import Budget, ExternalCost, InternalLabour
from cases.schemes.stating import computed, number, percent


def is_costed(activity: str, values: Values) -> bool:
    """Say whether an activity is paid by its costs: it is open, and b has no fixed amount in this version."""
    return activity in values.activities and not (activity == "b" and values.path_is_fixed_amount)


def eligible_rate(cost: ExternalCost, values: Values) -> Decimal:
    """Give the hourly rate that counts: above the maximum the excess is cut, or the whole cost refused."""
    rate, maximum = cost.hourly_rate or Decimal(0), values.external_rate_maximum
    if maximum is None or rate <= maximum:
        return rate
    return maximum if values.external_rate_excess == "cut" else Decimal(0)


def external_cost(cost: ExternalCost, values: Values) -> Decimal:
    """Give the eligible part of an external cost in euro without VAT."""
    if not is_costed(cost.activity, values) or cost.nature in values.excluded_natures:
        return Decimal("0.00")
    if cost.amount is not None:
        return cost.amount
    return round_to_cent((cost.hours or Decimal(0)) * eligible_rate(cost, values))


def labour_rate(labour: InternalLabour, values: Values) -> Decimal:
    """Give the hourly rate of own labour in whole cents: gross year wage with surcharge by the hours of a year."""
    has_surcharge = values.wage_surcharge_for_directors or not labour.is_director
    wage = labour.gross_year_wage * (1 + (values.wage_surcharge if has_surcharge else 0))
    hours = values.hours_year * (labour.full_time_percent / 100 if values.hours_year_follows_contract else 1)
    return round_to_cent(wage / hours)


def labour_cost(labour: InternalLabour, values: Values) -> Decimal:
    """Give the eligible cost of own labour in euro."""
    if not is_costed(labour.activity, values):
        return Decimal("0.00")
    return round_to_cent(labour.hours * labour_rate(labour, values))


def external_line(cost: ExternalCost, values: Values) -> Line:
    """Give the line of an external cost."""
    label, result = f"{cost.description} (activiteit {cost.activity})", external_cost(cost, values)
    if not result:
        return computed(values, "excluded_natures", label, "niet subsidiabel", result, soort=cost.nature)
    if cost.hours is None:
        return computed(values, "flat_rate", label, "bedrag zonder btw", result, bedrag=written(result))
    rates = {"uurtarief": written(cost.hourly_rate or Decimal(0)), "telt_mee": written(eligible_rate(cost, values))}
    formula = "uren × uurtarief, tot het maximumtarief"
    return computed(values, "external_rate_maximum", label, formula, result, uren=number(cost.hours), **rates)


def labour_line(labour: InternalLabour, values: Values) -> Line:
    """Give the line of own labour."""
    rate = labour_rate(labour, values)
    has_surcharge = values.wage_surcharge_for_directors or not labour.is_director
    surcharge = f" × (1 + {percent(values.wage_surcharge)})" if has_surcharge else ""
    return computed(
        values,
        "wage_surcharge",
        f"{labour.description} (activiteit {labour.activity})",
        f"uren × (brutoloon{surcharge} / {number(values.hours_year)} uur)",
        labour_cost(labour, values),
        uren=number(labour.hours),
        brutoloon=written(labour.gross_year_wage),
        uurtarief=written(rate),
    )


def statement_amount(application: SlimApplication, budget: Budget, values: Values) -> Decimal:
    """Give the fixed amount for an audit statement; only a samenwerkingsverband gets one."""
    is_due = application.kind == "SWV" and budget.has_audit_statement
    return (values.audit_statement_amount if is_due else None) or Decimal("0.00")


def item_lines(budget: Budget, values: Values) -> tuple[Line, ...]:
    """Give one line for each external cost and each own labour."""
    external = (external_line(cost, values) for cost in budget.external)
    return (*external, *(labour_line(labour, values) for labour in budget.internal))


def direct_cost(budget: Budget, values: Values) -> Decimal:
    """Add the eligible external costs and own labour."""
    external = sum((external_cost(cost, values) for cost in budget.external), Decimal("0.00"))
    return external + sum((labour_cost(labour, values) for labour in budget.internal), Decimal("0.00"))


def overhead(application: SlimApplication, budget: Budget, values: Values) -> Decimal:
    """Give the flat rate for other costs."""
    statement = statement_amount(application, budget, values) if values.audit_statement_in_flat_rate else Decimal(0)
    return round_to_cent((direct_cost(budget, values) + statement) * values.flat_rate)


def eligible_cost(application: SlimApplication, budget: Budget, values: Values) -> Decimal:
    """Give all eligible costs in euro: external, own labour, flat rate, audit statement."""
    direct, statement = direct_cost(budget, values), statement_amount(application, budget, values)
    return direct + statement + overhead(application, budget, values)


def cost_lines(application: SlimApplication, budget: Budget, values: Values) -> tuple[Line, ...]:
    """Give the lines from the single costs to the eligible costs; nothing where no cost is stated."""
    items = item_lines(budget, values)
    return (*items, *_sum_lines(application, budget, values)) if items else ()


def _sum_lines(application: SlimApplication, budget: Budget, values: Values) -> tuple[Line, ...]:
    direct, other = direct_cost(budget, values), overhead(application, budget, values)
    statement, total = statement_amount(application, budget, values), eligible_cost(application, budget, values)
    formula = f"{percent(values.flat_rate)} van de directe kosten"
    lines = [
        computed(values, "flat_rate", "Directe kosten", "externe kosten + interne loonkosten", direct),
        computed(values, "flat_rate", "Overige kosten", formula, other, directe_kosten=written(direct)),
    ]
    if statement:
        lines.append(computed(values, "audit_statement_amount", "Controleverklaring", "vast bedrag", statement))
    return (*lines, computed(values, "flat_rate", "Subsidiabele kosten", "alle kosten samen", total))
