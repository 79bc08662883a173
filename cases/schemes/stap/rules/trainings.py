"""Is the training one that STAP pays for, by what the scholingsregister says of it on the day of application?
A register that says otherwise than the paper, or nothing, is for a person, who hears the applicant first (Awb 4:7)."""

from __future__ import annotations

from typing import Any

from cases.law import Values
from cases.schemes.answers import Entry, RegisterAnswer, agrees, answer_to, holds, in_force, is_known, period_of
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication
from cases.schemes.stating import found


def entry_on(answer: RegisterAnswer, values: Values) -> Entry | None:
    """Give the entry that holds on the day of application; the newest where there are several, None where there is none."""
    current = sorted(in_force(answer.entries, values.on), key=period_of)
    return current[-1] if current else None


def said(answer: RegisterAnswer, name: str, values: Values) -> Any:
    """Give what the entry of the day says under a name; None where there is no such entry, or it does not say."""
    entry = entry_on(answer, values)
    return None if entry is None else entry.get(name)


def is_registered(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 12: the scholings-ID of the paper is in the register."""
    answer = answer_to(extracts, "scholingsregister", "training")
    label = "De scholing staat met dit scholings-ID in het STAP-scholingsregister."
    return is_known("training_known", values.article("open_statuses"), answer, label)


def is_of_this_trainer(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The opleider-ID of the paper is that of the register for this training, one to one."""
    answer = answer_to(extracts, "scholingsregister", "training")
    label = "Het opleider-ID op het aanmeldingsbewijs hoort in het register bij deze scholing."
    told, by_register = application.registration.trainer_id, said(answer, "trainer", values)
    return agrees("trainer_matches", values.article("open_statuses"), told, by_register, answer, label)


def is_open(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 12: on the day of application the training is not removed from the register, for a time or for good."""
    answer = answer_to(extracts, "scholingsregister", "training")
    status = said(answer, "status", values)
    is_met = None if status is None else status in (*values.open_statuses, *values.statuses_from_next_window)
    label = f"De scholing is op {values.on:%d-%m-%Y} niet uit het register verwijderd."
    return holds("training_open", values.article("open_statuses"), None, is_met, answer, label, status=status)


def is_not_excluded(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 12 lid 1 onder e, 19a: an exclusion counts from the next window on; who applied in the same window keeps its chance."""
    answer = answer_to(extracts, "scholingsregister", "training")
    entry = entry_on(answer, values)
    is_met = None if entry is None else not is_excluded(entry, values)
    label = "De scholing was bij het begin van dit tijdvak niet uitgesloten."
    facts = {"status": said(answer, "status", values), "since": said(answer, "from_on", values)}
    return holds("not_excluded", values.article("statuses_from_next_window"), None, is_met, answer, label, **facts)


def is_excluded(entry: Entry, values: Values) -> bool:
    """Say whether an entry excludes a training that began to be excluded before the window of the application opened."""
    is_named = entry["status"] in values.statuses_from_next_window
    return is_named and period_of(entry).first < values.window_opens_on


def is_under_cap(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 12a: below the cap of grants for one training in a year, counted up to the window (or to now, as set)."""
    taken = int((extracts.get("taken_before") or {}).get(cap_bucket(application)) or 0)
    cap = values.training_cap
    label = (
        f"Voor deze scholing zijn dit jaar nog geen {cap} subsidies verleend."
        if cap
        else "Er geldt geen verleningsgrens."
    )
    is_met = cap is None or taken < cap
    return found(values, "training_cap", "training_cap", is_met, label, taken=taken, cap=cap)


def cap_bucket(application: StapApplication) -> str:
    """Name the counter of a training: each training of a trainer has its own."""
    return f"training:{application.registration.training_id}"


def is_recognised(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 1: recognised in one of the ways of the version; from 25 July 2023 by OCW alone."""
    answer = features(extracts)
    known = said(answer, "recognitions", values)
    is_met = None if known is None else bool(set(known) & set(values.recognitions))
    label = f"De scholing is erkend ({' of '.join(values.recognitions)})."
    facts = {"recognitions": ", ".join(known or ())}
    return holds("recognised", values.article("recognitions"), None, is_met, answer, label, **facts)


def features(extracts: Extracts) -> RegisterAnswer:
    """Give what the register of features says about the training."""
    return answer_to(extracts, "stap_kenmerken", "training")


def is_labour_market_oriented(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 5 lid 1 until 25 July 2023: the training is aimed at the labour market."""
    label = "De scholing is gericht op de arbeidsmarkt."
    return _tested("labour_market", "labour_market_is_tested", "is_labour_market_oriented", label, values, extracts)


def is_market_priced(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 5 lid 1 from November 2022 until 25 July 2023: the price is that of comparable trainings."""
    label = "De prijs van de scholing past bij die van vergelijkbare scholingen."
    return _tested("market_price", "market_price_is_tested", "is_market_priced", label, values, extracts)


def is_taught_and_tested(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 1 from 1 May 2023: a set programme, a teacher, and a test of knowledge or skills."""
    label = "De scholing heeft een vast programma, een docent en een toets."
    return _tested("taught_and_tested", "teaching_is_tested", "is_taught_and_tested", label, values, extracts)


def _tested(code: str, source: str, name: str, label: str, values: Values, extracts: Extracts) -> Finding:
    """Find whether a feature that was tested before entry in the register is there; a person looks where it was not tested."""
    answer = features(extracts)
    return holds(code, values.article(source), None, said(answer, name, values), answer, label)


def is_not_paid_otherwise(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """No training that an employer must pay by law, or that another public scheme pays already."""
    answer = features(extracts)
    paid = said(answer, "is_paid_otherwise", values)
    is_met = None if paid is None else values.otherwise_paid_is_open or not paid
    label = "De scholing wordt niet al door een andere regeling of verplicht door de werkgever betaald."
    return holds("not_paid_otherwise", values.article("otherwise_paid_is_open"), None, is_met, answer, label)


def is_given_here(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 4 lid 4 from 25 July 2023: the training is not given abroad, by the paper and by the register."""
    answer, own = features(extracts), application.registration.country
    registered = said(answer, "country", values)
    told = False if own != values.country else None
    is_met = None if registered is None else registered == values.country
    label = "De scholing wordt in Nederland gegeven."
    facts = {"country": own, "registered_country": registered}
    return holds("given_here", values.article("abroad_is_open"), told, is_met, answer, label, **facts)
