"""Is everything there that a SLIM application needs? One finding for each document, and one for the account number.
What follows from a missing piece (Awb 4:5) is a step, not a rule."""

from __future__ import annotations

from collections.abc import Iterator

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.application import SlimApplication
from cases.schemes.stating import found


def needed_documents(application: SlimApplication, values: Values) -> Iterator[tuple[str, str]]:
    """Give each kind of document that is needed, with the value that asks for it; a kind may come twice."""
    own = f"documents_{application.kind.lower()}"
    yield from ((kind, own) for kind in getattr(values, own))
    if application.asks_advance and values.document_for_advance:
        yield values.document_for_advance, "document_for_advance"
    if application.intermediary:
        yield values.document_for_intermediary, "document_for_intermediary"


def completeness(application: SlimApplication, values: Values, extracts: Extracts) -> tuple[Finding, ...]:
    """Find for each document, and for the account number, whether it is there (Awb 4:2 and 4:5)."""
    present = set(extracts.get("documents") or ())
    needed: dict[str, str] = {}
    for kind, source in needed_documents(application, values):
        needed.setdefault(kind, source)
    documents = tuple(document_is_present(kind, source, present, values) for kind, source in needed.items())
    return (*documents, account_is_known(application, values))


def document_is_present(kind: str, source: str, present: set[str], values: Values) -> Finding:
    """Find whether one kind of document is among those that came."""
    label = f"{kind.capitalize()} is meegestuurd."
    return found(values, f"document_{kind}", source, kind in present, label, document=kind)


def account_is_known(application: SlimApplication, values: Values) -> Finding:
    """Who asks for an advance names the account on which it is to be paid."""
    is_asked = application.asks_advance and bool(values.document_for_advance)
    is_met = not is_asked or application.applicant.iban is not None
    label, document = "Het rekeningnummer (IBAN) is opgegeven.", "rekeningnummer (IBAN)"
    return found(values, "account", "document_for_advance", is_met, label, document=document)
