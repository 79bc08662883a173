"""Which facts each SLIM letter needs (Awb 3:46, 4:30, 4:31, 4:86), and what every fact name means.
Checked before composing; no wording here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import letters_of_application, letters_of_objection, letters_of_recovery
from cases.schemes.letter_facts import RequiredFacts

AMOUNT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "requested": "het gevraagde bedrag",
        "granted": "het verleende bedrag, na een wijziging het nieuwe",
        "advance": "het voorschot bij de verlening; weglaten of nul: geen voorschot",
        "interim": "de tussentijdse betaling; in de verlening het hoogste bedrag dat nog kan komen",
        "settled": "het vastgestelde bedrag, of het bedrag waarop wij willen vaststellen; na intrekking nul",
        "eligible": "de subsidiabele kosten die werkelijk zijn gemaakt",
        "paid": "wat volgens het grootboek al is betaald",
        "to_pay": "wat nog wordt betaald",
        "to_recover": "wat wordt teruggevorderd",
        "ceiling": "het subsidieplafond van het aanvraagtijdvak",
    }
)
DATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "received": "de dag waarop het stuk van de ontvanger binnenkwam",
        "decision_due": "de laatste dag om te beslissen",
        "supplement_due": "de laatste dag voor de aanvulling",
        "views_due": "de laatste dag voor een zienswijze",
        "starts": "de eerste dag van de initiatiefperiode",
        "start_before": "de laatste dag om te beginnen",
        "ends": "de laatste dag van de initiatiefperiode",
        "new_ends": "de nieuwe laatste dag van de initiatiefperiode",
        "settlement_request_due": "de laatste dag om vaststelling te vragen",
        "sample_report_due": "de laatste dag om na een steekproef verantwoording af te leggen",
        "ex_officio_settlement_due": "de laatste dag waarop wij ambtshalve vaststellen",
        "payment_due": "de laatste dag om te betalen, door wie dat moet",
        "drawn": "de dag van de loting",
        "completed": "de dag waarop de aanvraag compleet was; alleen bij verdeling op volgorde van binnenkomst",
        "decided": "de dag van het besluit waaruit de terugvordering volgt",
        **letters_of_objection.DATE_NAMES,
    }
)
TEXT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "project_title": "de naam van het project",
        "activities": "de activiteiten, een per regel",
        "missing": "wat ontbreekt, een per regel",
        "reasons": "de motivering door de behandelaar, een alinea per regel",
        "views": "de zienswijze en ons antwoord daarop",
        "weighing": "de belangenafweging (Awb 3:4)",
        "change": "de gevraagde wijziging",
        "lot_number": "het eigen nummer in de loting",
        "lot_count": "hoeveel aanvragen meelootten",
        "public_value_source": "waar het openbare toevalsgetal vandaan komt",
        "notary": "de notaris die trok, bij een lijst van de notaris",
        "draw_page": "de pagina met de gegevens van de loting",
        "budget_year": "het begrotingsjaar, alleen als die begroting nog niet is vastgesteld",
        "interim_moment": "request of progress_report: waarna de tussentijdse betaling kan komen",
        "settlement_documents": "de stukken bij het verzoek om vaststelling, een per regel",
        "de_minimis_regulation": "de de-minimisverordening, als die anders is dan in de waarden van de regeling",
        "original_decision": "het besluit waaruit de terugvordering volgt, zoals 'de vaststelling van uw subsidie'",
        "decision_reference": "het kenmerk van dat besluit",
        "reference_payment": "het betalingskenmerk",
        "iban_office": "de rekening waarop wordt terugbetaald",
    }
)
FACT_NAMES: Mapping[str, str] = MappingProxyType({**AMOUNT_NAMES, **DATE_NAMES, **TEXT_NAMES})

SETTLED = ("granted", "settled", "paid", "to_pay", "to_recover")

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        **letters_of_application.REQUIRED,
        **letters_of_recovery.REQUIRED,
        "receipt": RequiredFacts(
            amounts=("requested",), dates=("decision_due",), optional=("project_title",), articles=False
        ),
        "grant": RequiredFacts(
            amounts=("requested", "granted"),
            dates=("starts", "start_before", "ends"),
            texts=("activities",),
            one_of=(("settlement_request_due", "ex_officio_settlement_due"),),
            optional=(
                "advance",
                "payment_due",
                "interim",
                "interim_moment",
                "project_title",
                "reasons",
                "budget_year",
                "settlement_documents",
                "de_minimis_regulation",
            ),
            values=("realisation_floor", "de_minimis_regulation", "start_months"),
            calculation=True,
        ),
        "change_granted": RequiredFacts(
            amounts=("granted",),
            texts=("change",),
            optional=("new_ends", "settlement_request_due", "ex_officio_settlement_due", "reasons"),
        ),
        "change_refused": RequiredFacts(texts=("change",), grounds=True),
        "advance_granted": RequiredFacts(
            amounts=("granted", "advance"), dates=("payment_due",), optional=("reasons",), calculation=True
        ),
        "advance_refused": RequiredFacts(amounts=("granted",), grounds=True),
        "interim_granted": RequiredFacts(
            amounts=("granted", "interim", "paid"), dates=("payment_due",), optional=("reasons",), calculation=True
        ),
        "interim_refused": RequiredFacts(amounts=("granted",), grounds=True),
        "settlement_reminder": RequiredFacts(
            amounts=("granted",),
            dates=("ends", "settlement_request_due"),
            optional=("settlement_documents",),
            articles=False,
        ),
        "sample_request": RequiredFacts(amounts=("granted",), dates=("ends", "sample_report_due"), articles=False),
        "report_receipt": RequiredFacts(dates=("received", "decision_due"), articles=False),
        "settlement_views": RequiredFacts(amounts=("granted", "settled"), dates=("views_due",), grounds=True),
        "settlement_as_granted": RequiredFacts(amounts=SETTLED, optional=("payment_due", "reasons", "views")),
        "settlement_actual": RequiredFacts(
            amounts=SETTLED, optional=("eligible", "payment_due", "reasons", "views"), calculation=True
        ),
        "settlement_lower": RequiredFacts(
            amounts=SETTLED, texts=("weighing",), optional=("payment_due", "views"), grounds=True, calculation=True
        ),
        "settlement_nil": RequiredFacts(
            amounts=SETTLED, texts=("weighing",), optional=("payment_due", "views"), grounds=True
        ),
        "settlement_ex_officio": RequiredFacts(
            amounts=SETTLED, optional=("payment_due", "reasons", "weighing", "views")
        ),
        **letters_of_objection.REQUIRED,
    }
)
