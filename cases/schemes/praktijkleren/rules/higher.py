"""What hbo students must follow, and what a work place of a promovendus or toio must be (articles 6 to 9).
What Croho knows stands in `registers`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.rules.place import Place
from cases.schemes.praktijkleren.students import Research
from cases.schemes.stating import found


def is_dual_or_part_time(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 6: duaal, or deeltijd in which the practice of the profession is compulsory."""
    programme = place.line.programme
    has_practice = programme.pathway == "duaal" or programme.has_compulsory_practice
    label = "De opleiding is duaal, of deeltijd met een verplicht praktijkdeel."
    is_met = programme.pathway in values.pathway_hbo and has_practice
    return found(values, "pathway", "pathway_hbo", is_met, label, pathway=programme.pathway)


def employer_is_here(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 6 lid 2: the employer of an hbo student is established in the Netherlands."""
    country = place.application.applicant.country
    label = "De werkgever is gevestigd in Nederland."
    is_met = country == values.employer_in_netherlands
    return found(values, "employer_country", "employer_in_netherlands", is_met, label, country=country)


def employer_is_private(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 8 lid 2: private-law legal persons only, no special universities, hospitals or research organisations."""
    form = place.application.applicant.legal_form
    label = "De werkgever is een privaatrechtelijke rechtspersoon en geen onderzoeksorganisatie."
    return found(values, "employer_form", "employer_of_research", form == values.employer_of_research, label, form=form)


def research(place: Place) -> Research:
    """Give the work place of a line that is one. The reader asks for it."""
    assert place.line.research is not None
    return place.line.research


def institution_fits(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 9 lid 1: a university, for a promovendus also an institute of NWO or KNAW, employs or guides."""
    told = research(place)
    name, allowed = f"{place.line.category}_{told.variant}", getattr(values, f"institutions_{place.line.category}")
    label = "Een universiteit, of bij een promovendus een instituut van NWO of KNAW, heeft de afspraak gemaakt."
    return found(values, "institution", name, told.institution in allowed, label, institution=told.institution)


def agreement_is_complete(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 9 lid 2 to 5: the agreement holds what its variant asks."""
    told, agreement = research(place), place.line.agreement
    name = f"terms_{place.line.category}_{told.variant}"
    missing = sorted(set(getattr(values, name)) - set(told.terms))
    label = "In de overeenkomst staat alles wat artikel 9 vraagt."
    is_met = not missing and agreement.is_signed and agreement.was_followed
    return found(values, "agreement", name, is_met, label, missing=", ".join(missing))
