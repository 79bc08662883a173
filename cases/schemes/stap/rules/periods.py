"""When the training starts and how long the paper covers: after 28 days, in time after the window, within one study year.
How long the office has to decide stands in `stap.clock`."""

from __future__ import annotations

from datetime import date, timedelta

from cases.law import Values
from cases.schemes.base import Extracts
from cases.schemes.judgement import Finding
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.registration import Registration
from cases.schemes.stap.rules.trainings import features, said
from cases.schemes.stating import Fact, found
from cases.terms.kinds import Length


def earliest_start(values: Values) -> date:
    """Give the first day on which a training may start: four weeks after the application, or after the day the window counts from."""
    counted_from: date = values.start_counted_from or values.on
    return counted_from + timedelta(days=values.start_after_days)


def latest_start(registration: Registration, values: Values) -> date:
    """Give the last day on which a training may start: three months after the window, five for one of several years."""
    name = "start_within_months_multi_year" if registration.is_multi_year else "start_within_months"
    return Length(getattr(values, name), "months").after(values.window_closes_on)


def may_have_started(registration: Registration, values: Values, extracts: Extracts) -> bool | None:
    """Say whether the training may have started already: of several years, recognised by OCW, from July 2023.

    None: by the paper it may, and only the register does not say that it is recognised so; a person looks (Awb 4:7).
    """
    if not (registration.is_multi_year and values.multi_year_may_have_started):
        return False
    recognitions = said(features(extracts), "recognitions", values) or ()
    return True if values.multi_year_recognition in recognitions else None


def starts_late_enough(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The training starts no earlier than 28 days after the application."""
    registration, first = application.registration, earliest_start(values)
    is_free = may_have_started(registration, values, extracts)
    label = f"De scholing begint niet vóór {first:%d-%m-%Y}."
    facts: dict[str, Fact] = {"starts_on": registration.starts_on.isoformat(), "first": first.isoformat()}
    facts["may_have_started"] = bool(is_free)
    is_met = True if registration.starts_on >= first else is_free
    return found(values, "start_not_too_early", "start_after_days", is_met, label, **facts)


def starts_early_enough(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The training starts within three months after the end of the window."""
    registration, last = application.registration, latest_start(application.registration, values)
    label = f"De scholing begint uiterlijk op {last:%d-%m-%Y}."
    facts = {"starts_on": registration.starts_on.isoformat(), "last": last.isoformat()}
    return found(values, "start_not_too_late", "start_within_months", registration.starts_on <= last, label, **facts)


def covers_one_study_year(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The paper covers one study year at most; one that covers more is for a person."""
    registration = application.registration
    last = Length(values.duration_months, "months").after(registration.starts_on)
    label = f"Het aanmeldingsbewijs gaat over hoogstens {values.duration_months} maanden."
    is_met = True if registration.ends_on <= last else None
    return found(values, "one_study_year", "duration_months", is_met, label, ends_on=registration.ends_on.isoformat())


def project_period(application: StapApplication, granted_on: date, values: Values) -> tuple[date, date]:
    """Give the first and last day of the training, as the decision fixes them."""
    return application.registration.starts_on, application.registration.ends_on
