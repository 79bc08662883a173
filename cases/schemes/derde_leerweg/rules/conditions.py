"""What must be true of a place by what the applicant itself tells: whom it was for, what was learned, when, with which papers.
What registers must confirm stands in `registers`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.derde_leerweg.rules.place import Place
from cases.schemes.stating import found


def has_ended(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 6: the subsidy is asked for after the place has ended, or after the weeks of a full place."""
    label = "De praktijkplaats was afgelopen, of 40 weken bezig, op de dag van de aanvraag."
    return found(values, "ended", "claim_years", place.last_counted_day(values) <= values.on, label)


def is_claimed_in_time(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 6: within one year after the place ended, or after its first 40 weeks."""
    last_day = place.claim_before(values)
    label = "De aanvraag kwam binnen een jaar na het einde van de plaats, of na de eerste 40 weken."
    return found(values, "in_time", "claim_years", values.on <= last_day, label, last_day=last_day.isoformat())


def starts_in_time(place: Place, values: Values, extracts: Extracts) -> Finding:
    """The place began on a day that takes part in this round."""
    is_late = values.starts_until is not None and place.told.starts_on > values.starts_until
    is_met = place.told.starts_on >= values.starts_from and not is_late
    label = "De praktijkplaats begon in de periode die in deze ronde meedoet."
    return found(values, "start", "starts_from", is_met, label, starts_on=place.told.starts_on.isoformat())


def participant_is_meant(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 3: the participant belongs to those whom the scheme is meant for."""
    label = "De deelnemer hoort tot de doelgroep van de regeling."
    is_met = place.told.situation in values.situations
    return found(values, "participant", "situations", is_met, label, situation=place.told.situation)


def form_is_open(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5 under a: another path (OVO) or other part-time training (ODT) of chapter 7 of the WEB."""
    label = "De opleiding is gevolgd in de derde leerweg (OVO) of als andere opleiding in deeltijd (ODT)."
    return found(values, "form", "forms", place.told.form in values.forms, label, form=place.told.form)


def result_counts(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5: the training leads to a diploma, certificate or practice statement; the older statement for old places only."""
    is_old = place.told.result == "instellingsverklaring" and place.told.starts_on < values.old_result_before
    label = "De opleiding leidt op voor een diploma, certificaat of praktijkverklaring."
    return found(
        values, "result", "results", is_old or place.told.result in values.results, label, result=place.told.result
    )


def agreement_is_signed(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5: firm, school and participant signed the agreement."""
    label = "De praktijkovereenkomst is getekend door het leerbedrijf, de school en de deelnemer."
    return found(values, "agreement", "agreement", place.told.agreement_is_signed, label)


def hours_are_recorded(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Article 5: the hours at work are accounted for."""
    label = "De uren in de praktijk zijn bijgehouden."
    return found(values, "hours", "hours_account", place.told.hours_are_recorded, label)


def weeks_fit(place: Place, values: Values, extracts: Extracts) -> Finding:
    """Articles 1 and 4: weeks above those of the period or of a full place do not count; the rest does."""
    counted = place.counted_weeks(values)
    label = "De weken vallen binnen de aaneengesloten periode en zijn er niet meer dan 40."
    return found(
        values, "weeks", "period_weeks", place.told.weeks <= counted, label,
        asked=place.told.weeks, counted=counted, concerns="part",
    )  # fmt: skip
