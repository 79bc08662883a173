"""The link with the labour market: how long the applicant was insured under the volksverzekeringen in the look-back period.
Months are counted exactly, from date to date; the rest is the part of a month that it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from cases.law import Values
from cases.schemes.answers import Period, answer_to, holds, periods_within
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication
from cases.terms.kinds import Length


def is_insured_long_enough(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 5: insured for at least six months in the look-back; where the register shows less, a person hears the applicant."""
    answer, within = answer_to(extracts, "insured_periods", "applicant"), look_back(values)
    months = insured_months(periods_within(answer.entries, within), values)
    label = (
        f"U was ten minste {values.insured_months} maanden verzekerd voor de volksverzekeringen, van "
        f"{within.first:%d-%m-%Y} tot en met {within.last:%d-%m-%Y}."
    )
    is_met = months >= values.insured_months
    facts = {"from_on": within.first.isoformat(), "until_on": within.last.isoformat(), "months": written(months)}
    return holds("insured", values.article("insured_months"), None, is_met, answer, label, **facts)


def look_back(values: Values) -> Period:
    """Give the look-back: from 27 to 3 months before the month of application (or the window, or the day, as set)."""
    counted_from = counted_from_day(values)
    first = Length(values.insured_from_months, "months").before(counted_from)
    after = Length(values.insured_until_months, "months").before(counted_from)
    return Period(first, after - timedelta(days=1))


def counted_from_day(values: Values) -> date:
    """Give the day from which the look-back is counted, in the reading that is set."""
    if values.insured_counted_from == "window":
        opened: date = values.window_opens_on
        return opened.replace(day=1)
    return values.on if values.insured_counted_from == "day" else values.on.replace(day=1)


def insured_months(periods: Iterable[Period], values: Values) -> Fraction:
    """Give the insured months of periods that do not overlap: all together, or those of the longest, as set."""
    each = [months_of(period) for period in periods]
    return max(each, default=Fraction(0)) if values.insured_parts_count == "longest" else sum(each, Fraction(0))


def months_of(period: Period) -> Fraction:
    """Give the length of a period in months: whole ones from date to date, then the days that are left as part of the next."""
    whole, after = 0, period.last + timedelta(days=1)
    while _moved(period.first, whole + 1) <= after:
        whole += 1
    begun, ended = _moved(period.first, whole), _moved(period.first, whole + 1)
    return whole + Fraction((after - begun).days, (ended - begun).days)


def _moved(day: date, months: int) -> date:
    return Length(months, "months").after(day) if months else day


def written(months: Fraction) -> str:
    """Write months as whole ones and the part that is left: `5 + 30/31`."""
    whole = int(months)
    return f"{whole} + {months - whole}" if months != whole else str(whole)
