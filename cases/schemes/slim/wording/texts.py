"""What a SLIM letter says about an application in words: project, activities, documents for the settlement, state aid.
The sentences around these texts stand in the wording of each letter."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from cases.law import Values
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.rules.settlement import settlement_documents
from cases.schemes.slim.wording.activities import activities_in_words

DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        "einddeclaratie": "De einddeclaratie, met uw werkelijke kosten.",
        "evaluatieverslag": "Een evaluatieverslag van uw project.",
        "controleverklaring": "Een controleverklaring van een accountant.",
    }
)

BUDGET_LAW = "Kaderwet SZW 6"
"""Binds every grant that is charged to a budget not adopted yet to the condition of Awb 4:34."""


def letter_texts(application: SlimApplication, granted_amount: Decimal, values: Values) -> Mapping[str, str]:
    """Give the texts by the names that the letters use. Raises KeyError for a document without a sentence."""
    documents = settlement_documents(granted_amount, values)
    return {
        "project_title": application.project.title,
        "activities": activities_in_words(application.activities),
        "budget_law": BUDGET_LAW,
        "settlement_documents": "\n".join(DOCUMENTS[document] for document in documents),
        **_state_aid(application, values),
    }


def _state_aid(application: SlimApplication, values: Values) -> Mapping[str, str]:
    """Name the regulation of the applicant's sector, where that has one of its own."""
    sector = application.enterprise.sector if application.enterprise else ""
    own = values.de_minimis_regulation_sectors.get(sector, "")
    return {"de_minimis_regulation": own} if own else {}
