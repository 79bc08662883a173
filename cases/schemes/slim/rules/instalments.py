"""What SLIM pays before settlement: advance with the grant, interim payment, advance after a progress report.
Amounts already paid are in the ledger, not here."""

from __future__ import annotations

from decimal import Decimal

from cases.amounts import round_down_to_cent, written
from cases.law import Values
from cases.schemes.base import Calculation, Extracts, Finding, Instalment, Outcome
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.rules.grounds import is_solvent
from cases.schemes.stating import computed, found, percent


def instalments(
    application: SlimApplication, granted_amount: Decimal, values: Values, extracts: Extracts
) -> tuple[Instalment, ...]:
    """Give each payment before settlement: at grant, on request, after a report. Empty where there is no right."""
    return (
        advance_at_grant(application, granted_amount, values, extracts),
        interim_on_request(application, granted_amount, values, extracts),
        advance_after_progress(application, granted_amount, values, extracts),
    )


def advance_at_grant(
    application: SlimApplication, granted_amount: Decimal, values: Values, extracts: Extracts
) -> Instalment:
    """SLIM 16 lid 4: half for an mkb-onderneming from 1 March 2023; a quarter for a samenwerkingsverband from 2025."""
    name = "advance_share_swv" if application.kind == "SWV" else "advance_share_mkb"
    findings = (
        is_provided(application.kind != "GRB" and getattr(values, name) > 0, name, values),
        is_asked(application, name, values),
        account_is_proved(application, values, extracts),
        may_receive_advance(application, values, extracts),
        is_given_when_asked(values),
    )
    return paid_in_part("grant", name, "Voorschot bij de verlening", granted_amount, findings, values)


def interim_on_request(
    application: SlimApplication, granted_amount: Decimal, values: Values, extracts: Extracts
) -> Instalment:
    """SLIM 16: interim payment on request for samenwerkingsverband and grootbedrijf, 2021 to 2024."""
    is_provided_for = application.kind in ("SWV", "GRB") and values.interim_share > 0
    findings = (
        is_provided(is_provided_for, "interim_share", values),
        interim_is_not_used_up(values, extracts),
        may_receive_advance(application, values, extracts),
    )
    return paid_in_part("request", "interim_share", "Tussentijdse betaling", granted_amount, findings, values)


def advance_after_progress(
    application: SlimApplication, granted_amount: Decimal, values: Values, extracts: Extracts
) -> Instalment:
    """SLIM 16 from 2025: half of the grant for a samenwerkingsverband after its progress report."""
    is_provided_for = application.kind == "SWV" and values.progress_share_swv > 0
    findings = (
        is_provided(is_provided_for, "progress_share_swv", values),
        progress_is_not_paid_yet(values, extracts),
        may_receive_advance(application, values, extracts),
    )
    label = "Voorschot na het voortgangsverslag"
    return paid_in_part("progress_report", "progress_share_swv", label, granted_amount, findings, values)


def paid_in_part(
    moment: str, name: str, label: str, granted_amount: Decimal, findings: tuple[Finding, ...], values: Values
) -> Instalment:
    """Give the instalment with its share of the grant; an empty calculation where a finding was not met."""
    if any(finding.outcome is Outcome.NOT_MET for finding in findings):
        return Instalment(moment, findings, Calculation(()))
    share = min(getattr(values, name), values.general_advance_maximum if values.general_scheme_applies else 1)
    amount = round_down_to_cent(granted_amount * share)
    numbers = {"percentage": percent(share), "verleend": written(granted_amount)}
    line = computed(values, name, label, "percentage × verleende subsidie", amount, **numbers)
    return Instalment(moment, findings, Calculation((line,)))


def is_provided(is_met: bool, name: str, values: Values) -> Finding:
    """Find whether this version of the scheme knows the payment at all for this kind of applicant."""
    return found(values, "instalment_provided", name, is_met, "De regeling kent deze betaling voor deze aanvrager.")


def is_asked(application: SlimApplication, name: str, values: Values) -> Finding:
    """Find whether the applicant asked for the advance."""
    return found(values, "advance_asked", name, application.asks_advance, "Er is om een voorschot gevraagd.")


def account_is_proved(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Find whether the account is named and proved."""
    document, present = values.document_for_advance, extracts.get("documents") or ()
    is_met = application.applicant.iban is not None and (not document or document in present)
    label = "Het rekeningnummer en de tenaamstelling zijn aangetoond."
    return found(values, "account_proved", "document_for_advance", is_met, label)


def is_given_when_asked(values: Values) -> Finding:
    """SLIM 16 lid 4 says 'kan': by default who asks receives; otherwise a person decides."""
    is_met = True if values.advance_is_given_when_asked else None
    label = "Wie om het voorschot vraagt en aan de voorwaarden voldoet, krijgt het."
    return found(values, "advance_given", "advance_is_given_when_asked", is_met, label)


def interim_is_not_used_up(values: Values, extracts: Extracts) -> Finding:
    """Find whether an interim payment may still be asked for."""
    earlier, most = int(extracts.get("interim_payments") or 0), values.interim_requests_maximum
    label = f"Er is nog geen {most} keer tussentijds betaald."
    return found(values, "interim_left", "interim_requests_maximum", earlier < most, label, earlier=earlier)


def progress_is_not_paid_yet(values: Values, extracts: Extracts) -> Finding:
    """Find whether the half that follows the progress report was not given before: one report, one advance."""
    earlier = int(extracts.get("interim_payments") or 0)
    label = "Na het voortgangsverslag is nog geen voorschot gegeven."
    return found(values, "progress_left", "progress_share_swv", earlier == 0, label, earlier=earlier)


def may_receive_advance(application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Find whether insolvency stands in the way: a person weighs it, and the general SZW scheme would forbid it."""
    finding = is_solvent(application, values, extracts)
    is_met = True if finding.outcome is Outcome.MET else False if values.general_scheme_applies else None
    return found(values, "advance_solvent", "general_scheme_applies", is_met, finding.label)
