"""The supplements of article 15c: agriculture, hotel and recreation (LHR), cyclical sectors, hbo. Paid per week that was realised.
A supplement that is not met leaves the place itself whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.rules.answers import Answer, answer_of, covered
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.stating import found


@dataclass(frozen=True)
class Wanted:
    """A supplement that is asked for, or comes by itself: its bucket, and whether it is met."""

    bucket: str
    finding: Finding


def supplements(place: Place, values: Values, extracts: Extracts) -> Iterator[Wanted]:
    """Give each supplement of this year that the line asks for, or gets without asking."""
    group = place.line.group
    if group == "mbo" and values.lhr_applies and is_wanted(place, "lhr", values):
        yield from _if_asked(place, "lhr", Wanted("mbo-lhr", sector_is_lhr(place, values, extracts)), values)
    if group == "mbo" and values.cyclical_applies and is_wanted(place, "cyclisch", values):
        yield Wanted("mbo-cyclisch", sector_is_cyclical(place, values, extracts))
    if group == "hbo" and values.hbo_supplement_applies and is_wanted(place, "hbo", values):
        yield Wanted("hbo-toeslag", sector_has_supplement(place, values, extracts))


def is_wanted(place: Place, supplement: str, values: Values) -> bool:
    """Until 2023 a supplement had to be ticked; from 2024 it comes by itself."""
    return supplement in place.line.supplements or not values.supplement_must_be_asked


def _if_asked(place: Place, supplement: str, wanted: Wanted, values: Values) -> Iterator[Wanted]:
    """A supplement that comes by itself is told only to who gets it, or may get it."""
    if supplement in place.line.supplements or wanted.finding.outcome.value != "not met":
        yield wanted


def sector_is_lhr(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 15c lid 2: main activity under a listed SBI code at application and throughout the study year.

    Codes of agriculture and recreation that were not seen in the annex ask for a person.
    """
    answer = answer_of("sbi", place.application.applicant.kvk_number, extracts)
    is_met = had_activity(answer, place, values, values.lhr_sbi_codes)
    may_be = had_activity(answer, place, values, (*values.lhr_sbi_codes, *values.lhr_sbi_possible))
    told = answer.confirms(is_met) if is_met or may_be or not answer.entries else False
    label = "De hoofdactiviteit van de werkgever hoort bij landbouw, horeca of recreatie."
    return found(
        values, "supplement_lhr", "lhr_sbi_codes", told, label, concerns="mbo-lhr", register_state=answer.state
    )


def sector_is_cyclical(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 15c: main activity in a cyclical sector; the list was not found, so without it a person decides."""
    answer = answer_of("sbi", place.application.applicant.kvk_number, extracts)
    is_met = had_activity(answer, place, values, values.cyclical_sbi_codes)
    is_known = bool(values.cyclical_sbi_codes and answer.entries)
    told = False if is_known and not is_met else answer.confirms(is_met)
    label = "De hoofdactiviteit van de werkgever hoort bij een conjunctuurgevoelige sector."
    facts = {"concerns": "mbo-cyclisch", "register_state": answer.state}
    return found(values, "supplement_cyclical", "cyclical_sbi_codes", told, label, **facts)


def sector_has_supplement(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 15c: an hbo programme in techniek or gezondheidszorg."""
    answer = answer_of("croho", place.line.programme.code, extracts)
    sectors = {str(entry.get("sector", "")).lower() for entry in answer.entries}
    is_met = bool(sectors & set(values.hbo_supplement_sectors))
    told = False if sectors and not is_met else answer.confirms(is_met)
    label = "De opleiding hoort bij techniek of gezondheidszorg."
    facts = {"concerns": "hbo-toeslag", "register_state": answer.state}
    return found(values, "supplement_hbo", "hbo_supplement_sectors", told, label, **facts)


def had_activity(answer: Answer, place: Place, values: Values, codes: tuple[str, ...]) -> bool:
    """Say whether the main activity lay under one of the codes on the day of application and on each day of the study year."""
    year = place.study_year(values)
    main = (entry for entry in answer.where(is_main=True).entries if str(entry.get("sbi_code", "")).startswith(codes))
    periods = Answer(answer.state, tuple(main)).periods()
    return covered(periods, year) and any(period.first_on <= values.on <= period.last_on for period in periods)
