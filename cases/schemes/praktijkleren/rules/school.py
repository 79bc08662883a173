"""What pupils and mbo students must follow: pathway, track, year of the programme, hours (articles 4, 5a-b, 9b, 9d, 10, 11a-b).
What registers know about it stands in `registers`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.praktijkleren.students import Hours
from cases.schemes.stating import found


def pathway_is_bbl(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 4: only the beroepsbegeleidende leerweg; bol, derde leerweg and evc are out."""
    pathway = place.line.programme.pathway
    label = "De deelnemer volgt een beroepsopleiding in de beroepsbegeleidende leerweg (bbl)."
    return found(values, "pathway", "pathway_mbo", pathway == values.pathway_mbo, label, pathway=pathway)


def follows_track(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 11a: years 3 and 4 of the basisberoepsgerichte leerweg, set up as leer-werktraject or entree."""
    programme, group = place.line.programme, place.line.group
    is_in_year = programme.year in getattr(values, f"programme_years_{group}")
    is_met = is_in_year and programme.is_basic_track and programme.aims_at_start
    label = "De leerling volgt leerjaar 3 of 4 van de basisberoepsgerichte leerweg als leer-werktraject of entree."
    return found(values, "track", f"track_{group}", is_met, label, year=programme.year)


def is_in_last_year(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 9b and 9d: vso and praktijkonderwijs count in the last school year only."""
    label = "De leerling zit in het laatste schooljaar."
    return found(values, "track", f"track_{place.line.group}", place.line.programme.is_last_year, label)


def hours_are_enough(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5b: at least 200 guided hours of teaching and 610 clock hours of practice; not for places begun before 1-8-2013."""
    hours, is_old = _hours(place), place.line.agreement.starts_on < values.hours_not_for_places_before
    is_met = hours.school >= values.school_hours_minimum_mbo and hours.practice >= values.practice_hours_minimum_mbo
    label = "Het onderwijsprogramma heeft genoeg begeleide onderwijsuren en uren beroepspraktijkvorming."
    facts = {"school_hours": hours.school, "practice_hours": hours.practice}
    return found(values, "hours", "hours_mbo", True if is_old else _or_person(is_met, values), label, **facts)


def practice_hours_fit(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 11b: between 640 and 1,280 clock hours of practice in the school year."""
    hours = _hours(place).practice
    is_met = values.practice_hours_minimum_vmbo <= hours <= values.practice_hours_maximum_vmbo
    label = "Het praktijkgedeelte heeft het aantal klokuren dat de wet vraagt."
    return found(values, "hours", "hours_vmbo", _or_person(is_met, values), label, practice_hours=hours)


def placement_is_large_enough(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 9b and 9d: at least 640 clock hours, and not more than half of the teaching hours."""
    hours, name = _hours(place), f"practice_hours_minimum_{place.line.group}"
    has_share = not hours.teaching or hours.practice * 100 <= hours.teaching * values.practice_share_maximum
    is_met = hours.practice >= getattr(values, name) and has_share
    label = "De stage is lang genoeg, en niet meer dan de helft van de onderwijstijd."
    return found(values, "hours", name, _or_person(is_met, values), label, practice_hours=hours.practice)


def days_are_divided(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 9b and 9d: at most four days of placement and at least one day of school a week."""
    hours, group = _hours(place), place.line.group
    few_enough = hours.practice_days <= getattr(values, f"practice_days_maximum_{group}")
    is_met = few_enough and hours.school_days >= getattr(values, f"school_days_minimum_{group}")
    label = "De leerling is ten hoogste vier dagen per week op stage en ten minste één dag op school."
    name = f"practice_days_maximum_{group}"
    return found(values, "days", name, True if is_met else None, label, practice_days=hours.practice_days)


def _hours(place: Place) -> Hours:
    return place.line.hours or Hours()


def _or_person(is_met: bool, values: Values) -> bool | None:
    """Give what an hours norm that is not met leads to: how it is lowered for a part of a year is an open question."""
    return True if is_met else None if values.hours_short_outcome == "person" else False
