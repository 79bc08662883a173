"""All rules for one line in the order of the law, put together to what the line claims from which bucket.
The rules themselves stand by subject in the modules beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from cases.law import Values
from cases.schemes.base import BucketClaim, ClaimLine, Extracts, Finding, LineKey, Outcome
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.rules import conditions, counting, higher, limits, registers, school
from cases.schemes.praktijkleren.rules.findings import Rule, checked, concerns
from cases.schemes.praktijkleren.rules.place import Place, places
from cases.schemes.praktijkleren.rules.supplements import Wanted, supplements
from cases.schemes.stating import as_established

Key = tuple[str, str]


def rules_for(place: Place, values: Values) -> tuple[Rule, ...]:
    """Name the rules that apply to a line. What does not apply is left out: "met" is said only of what was looked at."""
    common = (
        conditions.category_is_open,
        conditions.lies_in_study_year,
        conditions.has_ended,
        conditions.holder_is_named_once,
        counting.is_realised,
        counting.fits_period,
    )
    closure = (counting.closure_was_ordered,) if place.line.corona_weeks else ()
    abroad = (conditions.is_comparable_abroad,) if place.line.is_foreign else ()
    return (*common, *closure, *rules_of_group(place.line.group), *abroad, *register_rules(place, values))


def rules_of_group(group: str) -> tuple[Rule, ...]:
    """Name the conditions of the article that a category falls under."""
    records = (
        conditions.agreement_was_followed,
        conditions.attendance_is_recorded,
        conditions.guidance_is_recorded,
        counting.agrees_with_check,
    )
    last_year = (school.is_in_last_year, school.placement_is_large_enough, school.days_are_divided)
    research = (higher.employer_is_private, higher.institution_fits, higher.agreement_is_complete)
    rules: Mapping[str, tuple[Rule, ...]] = {
        "mbo": (school.pathway_is_bbl, school.hours_are_enough, *records),
        "hbo": (higher.is_dual_or_part_time, higher.employer_is_here, *records),
        "wo": (*research, counting.agrees_with_check),
        "vmbo": (school.follows_track, school.practice_hours_fit, *records),
        "entree": (school.follows_track, *records),
        "vso": (*last_year, *records),
        "pro": (*last_year, *records),
    }
    return rules[group]


def register_rules(place: Place, values: Values) -> tuple[Rule, ...]:
    """Name what registers must confirm: SBB but for hbo and wo, Crebo or Croho for a programme here, ROD from 2023-2024."""
    group = place.line.group
    recognised = () if group in ("hbo", "wo") else (registers.is_recognised,)
    listed: Mapping[str, tuple[Rule, ...]] = {
        "mbo": (registers.programme_is_registered,),
        "hbo": (registers.programme_is_in_croho,),
    }
    is_in_rod = values.rod_applies and place.line.category in values.rod_categories and not place.line.is_foreign
    enrolled = (registers.is_enrolled,) if is_in_rod else ()
    return (*recognised, *(() if place.line.is_foreign else listed.get(group, ())), *enrolled)


@dataclass(frozen=True)
class Judged:
    """A line after all rules: its findings, the part of a full place that qualifies, and the supplements it may get."""

    place: Place
    findings: tuple[Finding, ...]
    share: Fraction
    supplements: tuple[Wanted, ...]

    @property
    def outcome(self) -> str:
        """A condition that is not met refuses the line; else an open question asks for a person."""
        if self.share == 0 or any(concerns(finding) == "line" for finding in self._with(Outcome.NOT_MET)):
            return "refused"
        return "person" if self._with(Outcome.PERSON) else "met"

    def _with(self, outcome: Outcome) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome is outcome]


def lines(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> tuple[ClaimLine, ...]:
    """Give what each line claims. An earlier line for the same person and programme takes up what a later one can get, and so
    does what another application of the same employer has for them in this window.

    What is found about the application as a whole (`judge`) weighs on every line; the engine adds it.
    """
    used: dict[Key, Fraction] = {}
    claimed = []
    for place in places(application):
        key = (place.line.holder, place.line.programme_key)
        before = used.get(key, limits.places_beside(place, extracts))
        judged = judge_line(place, values, extracts, before)
        if judged.outcome != "refused":
            used[key] = before + judged.share
        claimed.append(claim_line(judged, values, extracts))
    return tuple(claimed)


def judge_line(place: Place, values: Values, extracts: Extracts, used: Fraction) -> Judged:
    """Apply every rule to a line; `used` is what is taken for the same person and programme in this year."""
    realised = counting.realised_share(place, values, extracts)
    limited = [limits.fits_study_year(place, values, extracts, realised, used)]
    if limits.is_limited(place, values):
        limited.append(limits.fits_programme(place, values, extracts, realised, used))
    wanted = tuple(supplements(place, values, extracts))
    own = [rule(place, values, extracts) for rule in rules_for(place, values)]
    established = checked(place, extracts)
    findings = (*own, *limited, *(each.finding for each in wanted))
    seen = tuple(as_established(finding, established) for finding in findings)
    share = limits.within_limits(place, values, extracts, realised, used)
    return Judged(
        place, seen, share, tuple(Wanted(each.bucket, as_established(each.finding, established)) for each in wanted)
    )


def claim_line(judged: Judged, values: Values, extracts: Extracts) -> ClaimLine:
    """Give a judged line as the engine for shares takes it; label, facts and findings hold nothing personal."""
    place, line = judged.place, judged.place.line
    return ClaimLine(
        number=place.number,
        holder=line.holder,
        category=line.category,
        label=label_of(place),
        claims=tuple(claims(judged, values)),
        findings=judged.findings,
        outcome=judged.outcome,
        facts=facts_of(judged, values, extracts),
        programme=line.programme_key,
    )


def claims(judged: Judged, values: Values) -> Iterator[BucketClaim]:
    """Yield the claim on the budget of the category, then on that of each supplement; nothing where the line is refused."""
    place = judged.place
    is_refused = judged.outcome == "refused"
    share, asked = judged.share, counting.asked_share(place, values)
    whole = values.months_norm if place.is_research else place.norm(values)
    own = claim(place.line.bucket, share, asked, whole)
    yield own.refused() if is_refused else own
    for wanted in judged.supplements:
        is_met = not is_refused and wanted.finding.outcome is not Outcome.NOT_MET
        added = claim(wanted.bucket, share * whole, asked * whole, 1)
        yield added if is_met else added.refused()


def claim(bucket: str, share: Fraction, asked: Fraction, whole: int) -> BucketClaim:
    """Give a claim in units of a whole; where article 20 cuts within a week, in smaller ones, so that nothing is rounded."""
    of = lcm(whole, share.denominator, asked.denominator)
    units = share.numerator * (of // share.denominator)
    return BucketClaim(bucket, units, of, asked.numerator * (of // asked.denominator), left=units)


def label_of(place: Place) -> str:
    """Say what is asked for: the category, with weeks, or months and hours."""
    if place.is_research:
        told = higher.research(place)
        return f"{place.line.category}, {told.months} maanden, {told.weekly_hours.normalize():f} uur per week"
    return f"{place.line.category}, {place.line.weeks} weken"


def facts_of(judged: Judged, values: Values, extracts: Extracts) -> dict[str, str | int | bool | None]:
    """Give the particulars of a line for decision and letter: what was asked, what counts, of which whole."""
    place = judged.place
    if place.is_research:
        asked, counted = higher.research(place).months, counting.counted_months(place, values, extracts)
    else:
        asked, counted = place.line.weeks, counting.counted_weeks(place, values, extracts)
    return {
        "unit": "maanden" if place.is_research else "weken",
        "asked": asked,
        "counted": counted,
        "whole": values.months_norm if place.is_research else place.norm(values),
        "share": str(judged.share),
    }


def line_keys(application: PraktijklerenApplication) -> tuple[LineKey, ...]:
    """Give whom and what each line is about, so that places of earlier years are found (article 20)."""
    return tuple(LineKey(each.number, each.line.holder, each.line.programme_key) for each in places(application))
