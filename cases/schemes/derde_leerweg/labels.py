"""What the fields of application, acts and findings are called in Dutch, and the choices in them, for pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "applicant": "Aanvrager",
        "kvk_number": "KvK-nummer",
        "name": "Naam",
        "street": "Straat en huisnummer",
        "postcode": "Postcode",
        "town": "Plaats",
        "contact_name": "Contactpersoon",
        "email": "E-mailadres",
        "iban": "IBAN",
        "places": "Praktijkplaatsen",
        "bsn": "BSN van de deelnemer",
        "crebo": "Crebo-code",
        "form": "Vorm",
        "OVO": "derde leerweg (OVO)",
        "ODT": "overige opleiding in deeltijd (ODT)",
        "result": "Resultaat",
        "situation": "Situatie van de deelnemer",
        "starts_on": "Begint op",
        "ends_on": "Eindigt op",
        "weeks": "Weken met onderricht in de praktijk",
        "agreement_is_signed": "Overeenkomst is getekend",
        "hours_are_recorded": "Uren zijn bijgehouden",
        "declares": "Verklaart dat aan de voorwaarden is voldaan",
        "note": "Toelichting van de aanvrager",
        "text": "Zienswijze",
        "wants_hearing": "Wil mondeling worden gehoord",
        "reason": "Reden",
        "announced_on": "Datum van de brief met het besluit",
        "grounds": "Gronden van het bezwaar",
        "last_day": "laatste dag om aan te vragen",
        "asked": "gevraagde weken",
        "counted": "weken die meetellen",
        "whole": "weken van een volle plaats",
        "unit": "eenheid",
        "concerns": "betreft",
        "part": "een deel",
        "before": "eerder vastgesteld",
        "document": "document",
        "register": "register",
        "register_state": "antwoord van het register",
        "told": "volgens de aanvraag",
        "found": "volgens het register",
        "contradicts": "spreekt de aanvraag tegen",
        "by_person": "vastgesteld door een beoordelaar",
        "judged_by_person": "oordeel van de beoordelaar",
    }
)
