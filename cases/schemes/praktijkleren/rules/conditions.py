"""The conditions that articles 5, 7, 9b, 9d and 11 have in common: category, study year, agreement, records.
Programmes, hours, registers and research stand in the modules beside this file."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.lines import beside
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.stating import found


def category_is_open(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 4, 6, 8 and 10: there is subsidy for this category in this year."""
    category = place.line.category
    label = "Voor deze categorie kon in dit studiejaar subsidie worden aangevraagd."
    return found(values, "category", "categories", category in values.categories, label, category=category)


def lies_in_study_year(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 13: the place lies, for a part at least, in the study year that is asked for."""
    label = "De begeleiding viel in het studiejaar waarvoor u aanvraagt."
    return found(values, "in_study_year", "study_year_is_last", not place.period(values).is_empty, label)


def has_ended(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 13: subsidy is asked after the guidance; a place that still runs on the day of application asks for a person."""
    is_over = place.period(values).last_on <= values.on or not values.guidance_must_have_ended
    label = "De begeleiding was voorbij op de dag van de aanvraag."
    return found(values, "guidance_ended", "guidance_must_have_ended", True if is_over else None, label)


def agreement_was_followed(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 5c, 7b, 11c: guided on the ground of, and according to, the agreement."""
    agreement, group = place.line.agreement, place.line.group
    label = "De begeleiding was volgens een getekende praktijkleerovereenkomst."
    is_met = agreement.is_signed and agreement.was_followed
    return found(values, "agreement", f"agreement_{group}", is_met, label, is_signed=agreement.is_signed)


def attendance_is_recorded(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 5d, 7c, 11d: the employer has a record of presence."""
    label = "De werkgever heeft een aanwezigheidsregistratie."
    return found(values, "attendance", f"attendance_{place.line.group}", place.line.records.attendance, label)


def guidance_is_recorded(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 5e, 7d, 11e: the employer can show the guidance, and how the aims were reached."""
    label = "De werkgever heeft een administratie van de begeleiding en van de bereikte leerdoelen."
    return found(values, "guidance", f"guidance_{place.line.group}", place.line.records.guidance, label)


def is_comparable_abroad(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 12: a programme in another state of the EU or EEA, declared comparable by the minister."""
    line, programme = place.line, place.line.programme
    is_possible = line.category in values.foreign_categories and programme.country in values.foreign_countries
    is_met = is_possible and programme.declared_on is not None and place.application.applicant.country == "NL"
    label = "De minister heeft verklaard dat de buitenlandse opleiding vergelijkbaar is."
    return found(values, "foreign", "foreign_declaration", is_met, label, country=programme.country)


def holder_is_named_once(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 13: one person's weeks are asked once; the same period twice, or a place in an earlier application of the same
    employer for this year, asks for a person, unless the value says that it is refused.
    """
    own = place.period(values)
    earlier = place.application.lines[: place.number - 1]
    doubles = [
        number
        for number, other in enumerate(earlier, start=1)
        if other.holder == place.line.holder and not other.agreement.period.within(own).is_empty
    ]
    label = "Voor deze leerling zijn deze weken één keer aangevraagd."
    other = {
        "other_line": doubles[0] if doubles else None,
        "other_case": beside(extracts, place.number)["case"] or None,
    }
    is_double = None if values.double_line_outcome == "person" else False
    return found(
        values, "named_once", "double_line_outcome", is_double if any(other.values()) else True, label, **other
    )
