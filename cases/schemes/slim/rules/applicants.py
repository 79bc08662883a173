"""Conditions on who applies: kind, public control, staff, country, sector, make-up of a samenwerkingsverband.
Conditions on the project stand in `projects`, grounds that lie outside the application in `grounds`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.applicant import Enterprise
from cases.schemes.slim.application import SlimApplication
from cases.schemes.stating import found, percent


def kind_is_open(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 17 and the chapters: this kind of applicant may apply in this version."""
    label = "Dit soort aanvrager kan subsidie aanvragen."
    is_met = application.kind in values.applicant_kinds
    return found(values, "applicant_kind", "applicant_kinds", is_met, label, kind=application.kind)


def public_control_is_small(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """An enterprise under public control above the limit is no mkb-onderneming."""
    largest = max((enterprise.public_share_percent for enterprise in application.enterprises), default=0)
    label = f"De overheid heeft niet meer dan {percent(values.public_share_limit / 100)} van de onderneming in handen."
    is_met = application.kind == "GRB" or largest <= values.public_share_limit
    return found(values, "public_control", "public_share_limit", is_met, label, largest_share=str(largest))


def has_employees(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Someone other than the director-owner works under contract; a zzp'er counts only where the setting says so."""
    label = f"De onderneming heeft ten minste {values.minimum_employees} werknemer met een arbeidsovereenkomst."
    is_met = all(_has_staff(enterprise, values) for enterprise in application.enterprises)
    fewest = min((enterprise.employees for enterprise in application.enterprises), default=0)
    return found(values, "employees", "minimum_employees", is_met, label, fewest=fewest)


def _has_staff(enterprise: Enterprise, values: Values) -> bool:
    is_let_in = enterprise.is_self_employed and values.self_employed_may_apply
    return bool(is_let_in or enterprise.employees >= values.minimum_employees)


def is_established_here(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """The enterprise is established and active in the Netherlands."""
    countries = sorted({enterprise.country for enterprise in application.enterprises})
    is_met = all(country == values.country for country in countries)
    label = "De onderneming is gevestigd en werkt in Nederland."
    return found(values, "established", "country", is_met, label, countries=", ".join(countries))


def sector_is_open(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM chapter 4: a grootbedrijf works in agriculture, hospitality or recreation, as its SBI code shows."""
    codes = tuple(
        extracts.get("sbi_codes") or (application.enterprises[0].sbi_codes if application.enterprises else ())
    )
    fits = any(code.startswith(tuple(values.sector_codes)) for code in codes) if codes else None
    is_met = True if application.kind != "GRB" else fits
    label = "De SBI-code hoort bij landbouw, horeca of recreatie."
    return found(values, "sector", "sector_codes", is_met, label, codes=", ".join(codes))


def partners_are_unlinked(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 12: a samenwerkingsverband has at least two mkb-ondernemingen, not linked to each other."""
    groups = [enterprise.group for enterprise in application.enterprises]
    named = [group for group in groups if group is not None]
    linked = len(named) - len(set(named)) if values.partners_must_be_unlinked else 0
    is_met = application.kind != "SWV" or (len(groups) - linked >= values.partners_minimum and linked == 0)
    label = f"Er doen ten minste {values.partners_minimum} mkb-ondernemingen mee die niet met elkaar zijn verbonden."
    return found(values, "partners", "partners_must_be_unlinked", is_met, label, enterprises=len(groups), linked=linked)


def lead_may_apply(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """SLIM 12: which organisations may lead a samenwerkingsverband."""
    lead = application.applicant.kvk_number
    roles = [participant.role for participant in application.participants if participant.kvk_number == lead]
    is_met = application.kind != "SWV" or all(role in values.lead_roles for role in roles)
    label = "De penvoerder is een organisatie die een samenwerkingsverband mag leiden."
    return found(values, "lead", "lead_roles", is_met, label, role=", ".join(roles))
