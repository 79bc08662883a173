"""Is everything there that the form asks (articles 18 and 19)? No proof is sent with the application: the employer declares.
What follows from a missing piece (Awb 4:5, article 17 lid 3) is a step, not a rule."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.stating import found


def completeness(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> tuple[Finding, ...]:
    """Find for declaration, account and mandate whether they are there (Awb 4:2 and 4:5)."""
    return (
        declaration_is_given(application, values),
        account_is_known(application, values),
        mandate_is_sent(application, values, extracts),
    )


def declaration_is_given(application: PraktijklerenApplication, values: Values) -> Finding:
    """Article 19: by filing, the employer declares that the conditions are met."""
    label, document = "De werkgever verklaart dat aan de voorwaarden is voldaan.", "verklaring van de werkgever"
    is_met = application.declares or not values.declaration_needed
    return found(values, "declaration", "declaration_needed", is_met, label, document=document)


def account_is_known(application: PraktijklerenApplication, values: Values) -> Finding:
    """Who asks for money names the account on which it is to be paid."""
    label, document = "Het rekeningnummer (IBAN) is opgegeven.", "rekeningnummer (IBAN)"
    is_met = application.applicant.iban is not None or not values.account_needed
    return found(values, "account", "account_needed", is_met, label, document=document)


def mandate_is_sent(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Finding:
    """Until 2024 an intermediary sends its written mandate; since, the mandate is in eHerkenning and is no document."""
    is_needed = application.intermediary is not None and values.written_mandate_needed
    is_met = not is_needed or "machtiging" in set(extracts.get("documents") or ())
    label, document = "De machtiging van de intermediair is meegestuurd.", "machtiging"
    return found(values, "document_mandate", "written_mandate_needed", is_met, label, document=document)
