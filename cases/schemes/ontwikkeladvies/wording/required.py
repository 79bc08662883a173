"""Which facts each letter of this scheme needs (Awb 3:46, 4:43, 4:86), and what every fact name means.
Checked before composing; no wording here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import letters_of_application, letters_of_objection, letters_of_recovery
from cases.schemes.letter_facts import RequiredFacts

GENERAL = (
    "supplement_request",
    "left_unconsidered",
    "refusal_views",
    "refusal",
    "ceiling_refusal",
    "withdrawal_confirmation",
    "revocation_views",
    "revocation",
    "revocation_dropped",
)
"""The letters that are taken up as every scheme has them."""

AMOUNT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "requested": "het gevraagde bedrag",
        "granted": "het bedrag waarop de subsidie is vastgesteld",
        "settled": "het vastgestelde bedrag; in een terugvordering waar de ontvanger nog recht op heeft",
        "paid": "wat volgens het grootboek al is betaald",
        "to_pay": "wat nog wordt betaald",
        "to_recover": "wat wordt teruggevorderd",
        "ceiling": "het subsidieplafond van het aanvraagtijdvak",
    }
)
DATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "received": "de dag waarop de intrekking binnenkwam",
        "decision_due": "de laatste dag om te beslissen",
        "supplement_due": "de laatste dag voor de aanvulling",
        "views_due": "de laatste dag voor een zienswijze",
        "payment_due": "de laatste dag om te betalen, door wie dat moet",
        "completed": "de dag waarop de aanvraag compleet was",
        "drawn": "de dag van een loting, als de dag van overschrijding werd geloot",
        "decided": "de dag van het besluit waaruit de terugvordering volgt",
        **letters_of_objection.DATE_NAMES,
    }
)
TEXT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "wat ontbreekt, een per regel",
        "reasons": "de motivering door de behandelaar, een alinea per regel",
        "views": "de zienswijze en ons antwoord daarop",
        "weighing": "de belangenafweging (Awb 3:4)",
        "lot_number": "het eigen nummer in een loting",
        "lot_count": "hoeveel aanvragen meelootten",
        "public_value_source": "waar het openbare toevalsgetal vandaan komt",
        "notary": "de notaris die trok",
        "draw_page": "de pagina met de gegevens van de loting",
        "original_decision": "het besluit waaruit de terugvordering volgt, zoals 'de intrekking van uw subsidie'",
        "decision_reference": "het kenmerk van dat besluit",
        "reference_payment": "het betalingskenmerk",
        "iban_office": "de rekening waarop wordt terugbetaald",
    }
)
FACT_NAMES: Mapping[str, str] = MappingProxyType({**AMOUNT_NAMES, **DATE_NAMES, **TEXT_NAMES})

KNOWN = {**letters_of_application.REQUIRED, **letters_of_recovery.REQUIRED}

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        **{kind: KNOWN[kind] for kind in GENERAL},
        "receipt": RequiredFacts(amounts=("requested",), dates=("decision_due",), articles=False),
        "direct_settlement": RequiredFacts(
            amounts=("settled", "paid", "to_pay", "to_recover"),
            optional=("payment_due", "reasons", "views"),
            calculation=True,
        ),
        "recovery": RequiredFacts(
            amounts=("granted", "settled", "paid", "to_recover"),
            dates=("decided", "payment_due"),
            texts=("original_decision", "decision_reference", "reference_payment", "iban_office", "weighing"),
            optional=("reasons",),
        ),
        **letters_of_objection.REQUIRED,
    }
)
