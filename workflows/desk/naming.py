"""The Dutch names of codes that a page shows: letters, decisions, outcomes, payments, findings. Statuses and terms carry their own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "receipt": "Ontvangstbevestiging",
        "supplement_request": "Verzoek om aanvulling",
        "left_unconsidered": "Buiten behandeling laten",
        "lot_result": "Uitslag van de loting",
        "refusal_views": "Voornemen tot afwijzing",
        "refusal": "Afwijzing",
        "ceiling_refusal": "Afwijzing wegens plafond",
        "grant": "Verlening",
        "change_granted": "Wijziging toegestaan",
        "change_refused": "Wijziging afgewezen",
        "advance_granted": "Voorschot verleend",
        "advance_refused": "Voorschot afgewezen",
        "interim_granted": "Tussentijdse betaling toegekend",
        "interim_refused": "Tussentijdse betaling afgewezen",
        "settlement_reminder": "Herinnering vaststelling",
        "report_receipt": "Ontvangst verzoek om vaststelling",
        "settlement_views": "Voornemen tot lagere vaststelling",
        "settlement_as_granted": "Vaststelling zoals verleend",
        "settlement_actual": "Vaststelling op werkelijke kosten",
        "settlement_lower": "Lagere vaststelling",
        "settlement_nil": "Vaststelling op nihil",
        "settlement_ex_officio": "Ambtshalve vaststelling",
        "revocation_views": "Voornemen tot intrekking",
        "revocation_dropped": "Van intrekking afgezien",
        "revocation": "Intrekking",
        "waiver_confirmation": "Bevestiging van afstand",
        "withdrawal_confirmation": "Bevestiging van intrekking",
        "recovery": "Terugvordering",
        "refuse": "Afwijzen",
        "person": "Beoordelaar beslist",
        "as_granted": "Zoals verleend",
        "actual": "Op werkelijke kosten",
        "lower": "Lager dan verleend",
        "nil": "Nihil",
        "application": "Aanvraag",
        "settlement": "Vaststelling",
        "met": "Voldaan",
        "not met": "Niet voldaan",
        "a person must judge": "Beoordelen",
        "advance": "Voorschot",
        "interim": "Tussentijdse betaling",
        "supplement": "Aanvulling",
        "views": "Zienswijze",
        "change": "Wijzigingsverzoek",
        "interim_request": "Verzoek om tussentijdse betaling",
        "report": "Verzoek om vaststelling",
        "waiver": "Afstand",
        "withdrawal": "Intrekking van de aanvraag",
        "objection": "Bezwaarschrift",
        "objection_receipt": "Ontvangst bezwaarschrift",
        "documents": "Stukken",
        "lot": "Loting",
        "arrival": "Volgorde van binnenkomst",
        "hmac": "Zaad met openbare waarde",
        "notary": "Lijst van de notaris",
        "ceiling": "Plafond",
        "done": "Gedaan",
        "refused": "Geweigerd",
        "page": "Pagina",
        "command": "Opdracht",
        "api": "Koppeling",
    }
)


def name_of(code: str) -> str:
    """Give the Dutch name of a code, or the code itself in readable form."""
    return NAMES.get(code, code.replace("_", " ").capitalize())
