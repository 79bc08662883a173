"""All rules for one place in the order of the law, put together to the part of a full place that it claims.
The rules themselves stand by subject in the modules beside this file."""

from __future__ import annotations

from fractions import Fraction

from cases.amounts import round_down_to_cent
from cases.law import Values
from cases.schemes.base import BucketClaim, Calculation, ClaimLine, Extracts, Finding, LineKey, Outcome
from cases.schemes.derde_leerweg.application import ThirdPathApplication
from cases.schemes.derde_leerweg.rules import conditions, limits, registers
from cases.schemes.derde_leerweg.rules.place import Place, Rule, places
from cases.schemes.stating import as_established, computed, established_of


def rules_for(place: Place, values: Values) -> tuple[Rule, ...]:
    """Name the rules that apply to a place. What does not apply is left out: "met" is said only of what was looked at."""
    enrolled = (registers.is_enrolled,) if values.rod_applies else ()
    return (
        conditions.has_ended,
        conditions.is_claimed_in_time,
        conditions.starts_in_time,
        conditions.participant_is_meant,
        conditions.form_is_open,
        conditions.result_counts,
        conditions.agreement_is_signed,
        conditions.hours_are_recorded,
        conditions.weeks_fit,
        registers.firm_is_recognised,
        registers.programme_is_registered,
        limits.is_not_settled_before,
        *enrolled,
    )


def lines(application: ThirdPathApplication, values: Values, extracts: Extracts) -> tuple[ClaimLine, ...]:
    """Give what each place claims of the round, in weeks of a full place."""
    return tuple(claim_line(place, values, extracts) for place in places(application))


def claim_line(place: Place, values: Values, extracts: Extracts) -> ClaimLine:
    """Judge one place; label, facts and findings hold nothing personal."""
    established = established_of(extracts, place.number)
    findings = tuple(as_established(rule(place, values, extracts), established) for rule in rules_for(place, values))
    outcome = outcome_of_line(findings)
    counted = min(place.counted_weeks(values), established.get("weeks", place.told.weeks))
    claim = BucketClaim(place.bucket, counted, values.place_weeks, place.told.weeks, left=counted)
    return ClaimLine(
        number=place.number,
        holder=place.told.bsn,
        category=place.told.form,
        label=f"{place.told.form}, {place.told.weeks} weken",
        claims=(claim.refused() if outcome == "refused" else claim,),
        findings=findings,
        outcome=outcome,
        facts={"unit": "weken", "asked": place.told.weeks, "counted": counted, "whole": values.place_weeks},
        programme=place.programme,
    )


def outcome_of_line(findings: tuple[Finding, ...]) -> str:
    """A condition of the whole place that is not met refuses it; else an open question asks for a person."""
    whole = {each.outcome for each in findings if each.facts.get("concerns") != "part"}
    if Outcome.NOT_MET in whole:
        return "refused"
    return "person" if Outcome.PERSON in {each.outcome for each in findings} else "met"


def line_keys(application: ThirdPathApplication) -> tuple[LineKey, ...]:
    """Give whom and what each place is about, so that one that was settled in an earlier round is found."""
    return tuple(LineKey(place.number, place.told.bsn, place.programme) for place in places(application))


def calculate(application: ThirdPathApplication, values: Values) -> Calculation:
    """Give the most that the places can come to: the maximum of a full place by the weeks that count (article 7)."""
    found = [place.counted_weeks(values) for place in places(application)]
    share = Fraction(sum(found), values.place_weeks)
    most = round_down_to_cent(values.place_maximum * share.numerator / share.denominator)
    numbers = {"weken": str(sum(found)), "weken_van_een_plaats": str(values.place_weeks)}
    return Calculation(
        (computed(values, "place_maximum", "Hoogste bedrag", "weken maal het bedrag per week", most, **numbers),)
    )
