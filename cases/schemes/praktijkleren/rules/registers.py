"""What registers must confirm about a line: SBB, Crebo, Croho, ROD. One that is silent, slow or says otherwise asks for a person.
What was declared decides only where nothing was asked (a trial calculation)."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.rules.answers import Answer, Entry, answer_of
from cases.schemes.praktijkleren.rules.counting import claimed_weeks
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.praktijkleren.weeks import Period, study_period, weeks_in
from cases.schemes.stating import found


def is_recognised(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 4 lid 2 and 10 lid 2: SBB recognises the firm, for mbo for this Crebo, in every week that is claimed."""
    answer = answer_of("sbb", place.application.applicant.kvk_number, extracts)
    if place.line.group == "mbo":
        answer = answer.where(crebo=place.line.programme.code)
    name = f"recognition_{'mbo' if place.line.group == 'mbo' else 'vmbo'}"
    is_weekly = getattr(values, name) == "weeks"
    told = answer.confirms(_covers(answer, place, values) if is_weekly else _was_in_time(answer, place, values))
    label = "SBB heeft de werkgever erkend als leerbedrijf voor deze weken."
    return found(values, "recognition", name, told, label, **answer.facts(told))


def programme_is_registered(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5a: the qualification stands in Crebo in the study year."""
    code = place.line.programme.code
    answer = answer_of("crebo", code, extracts)
    told = answer.confirms(any(_lies_in(period, place, values) for period in answer.periods()))
    label = "De opleiding is gericht op een kwalificatie uit het Crebo."
    return found(values, "programme", "qualification_mbo", told, label, programme=code, **answer.facts(told))


def programme_is_in_croho(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 7a: accredited, in Croho, in one of the sectors of that year, in the form that was declared.

    A sector that is not open refuses: it follows from the code that the applicant gave. Any other difference asks a person.
    """
    code = place.line.programme.code
    answer = answer_of("croho", code, extracts)
    valid = [entry for entry in answer.entries if _touches(entry, place, values)]
    sectors = sorted({str(entry.get("sector", "")).lower() for entry in valid})
    is_closed = bool(valid) and not set(sectors) & set(values.sectors_hbo)
    told = False if is_closed else answer.confirms(any(_has_form(entry, place) for entry in valid))
    label = "De opleiding staat in het Croho, in een onderdeel dat meedoet."
    facts = {"programme": code, "sector": ", ".join(sectors), **answer.facts(told)}
    return found(values, "programme", "programme_hbo", told, label, **facts)


def is_enrolled(place: Place, values: Values, extracts: Extracts) -> Finding:
    """From study year 2023-2024: ROD holds the enrolment in the programme, with the placement, for the weeks that are claimed."""
    answer = answer_of("rod", place.line.bsn, extracts)
    if place.line.programme.code:
        answer = answer.where(programme=place.line.programme.code)
    placed = Answer(answer.state, tuple(entry for entry in answer.entries if _is_here(entry, place)))
    periods = (*placed.periods("placement_from_on", "placement_until_on"), *_without_placement(placed).periods())
    told = answer.confirms(_has_weeks(periods, place, values))
    label = "De school heeft de opleiding en de beroepspraktijkvorming geregistreerd in ROD."
    return found(values, "enrolment", "rod_applies", told, label, **answer.facts(told))


def _covers(answer: Answer, place: Place, values: Values) -> bool:
    return _has_weeks(answer.periods(), place, values)


def _has_weeks(periods: tuple[Period, ...], place: Place, values: Values) -> bool:
    own = place.period(values)
    return weeks_in(period.within(own) for period in periods) >= claimed_weeks(place, values)


def _was_in_time(answer: Answer, place: Place, values: Values) -> bool:
    """Until 2023 for pupils: recognised on 15 September at the latest, and asked before the placement began."""
    asked_on, (month, day) = place.line.recognition_asked_on, values.recognition_latest
    last = study_period((0, month, day), (0, month, day), place.application.study_year + 1)
    is_known = any(not period.within(last).is_empty for period in answer.periods())
    is_early = _covers(answer, place, values) or (asked_on is not None and asked_on < place.line.agreement.starts_on)
    return is_known and is_early


def _lies_in(period: Period, place: Place, values: Values) -> bool:
    return not period.within(place.period(values)).is_empty


def _touches(entry: Entry, place: Place, values: Values) -> bool:
    return any(_lies_in(period, place, values) for period in Answer("", (entry,)).periods())


def _has_form(entry: Entry, place: Place) -> bool:
    forms = {"duaal": "dual", "deeltijd": "part_time"}
    return bool(entry.get("form") == forms.get(str(place.line.programme.pathway)))


def _is_here(entry: Entry, place: Place) -> bool:
    """Say whether an enrolment is at this employer; one without an employer may be."""
    return entry.get("employer") in (None, "", place.application.applicant.kvk_number)


def _without_placement(answer: Answer) -> Answer:
    return Answer(answer.state, tuple(entry for entry in answer.entries if not entry.get("placement_from_on")))
