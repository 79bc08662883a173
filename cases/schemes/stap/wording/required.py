"""Which facts each STAP letter needs (Awb 3:46, 4:30, 4:31, 4:86), and what every fact name means.
Checked before composing; no wording here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import (
    letters_of_application,
    letters_of_delivery,
    letters_of_measures,
    letters_of_objection,
    letters_of_recovery,
)
from cases.schemes.letter_facts import RequiredFacts

AMOUNT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "requested": "het gevraagde bedrag",
        "granted": "het verleende bedrag, na een wijziging het nieuwe",
        "settled": "het vastgestelde bedrag, of het bedrag waarop wij willen vaststellen; na intrekking nul",
        "paid": "wat volgens het grootboek al aan de opleider is betaald",
        "to_recover": "wat te veel is betaald, of wat wordt teruggevorderd",
        "ceiling": "het subsidieplafond van het aanvraagtijdvak",
        "forgone": "wat wij niet terugvragen",
        "invoiced": "het bedrag van de factuur",
    }
)
DATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "received": "de dag waarop het stuk binnenkwam",
        "decision_due": "de laatste dag om te beslissen",
        "supplement_due": "de laatste dag voor de aanvulling",
        "views_due": "de laatste dag voor een zienswijze",
        "starts": "de eerste dag van de scholing",
        "start_before": "de laatste dag waarop de scholing mag beginnen",
        "ends": "de einddatum van de scholing",
        "new_starts": "de eerste dag van de andere scholing",
        "new_ends": "de nieuwe einddatum van de scholing",
        "settlement_request_due": "de laatste dag voor het bewijs van deelname",
        "ex_officio_settlement_due": "de laatste dag waarop wij ambtshalve vaststellen",
        "sample_report_due": "de laatste dag om aan een steekproef mee te werken",
        "payment_due": "de laatste dag om te betalen",
        "completed": "de dag waarop de aanvraag compleet was",
        "decided": "de dag van het besluit waaruit de terugvordering volgt",
        "measure_from": "de eerste dag van een uitsluiting of verwijdering",
        "measure_until": "de laatste dag van een uitsluiting of verwijdering",
        **letters_of_objection.DATE_NAMES,
    }
)
TEXT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "project_title": "de naam van de scholing",
        "activities": "scholing, opleider en plaats, een per regel",
        "new_training": "de andere scholing, haar opleider en plaats, een per regel",
        "training": "de scholing die uit het register gaat",
        "invoice_number": "het nummer van de factuur",
        "order_number": "het nummer van de inkooporder",
        "place": "het nummer in de volgorde van binnenkomst",
        "missing": "wat ontbreekt, een per regel",
        "reasons": "de motivering door de behandelaar, een alinea per regel",
        "views": "de zienswijze en ons antwoord daarop",
        "weighing": "de belangenafweging (Awb 3:4)",
        "change": "de gevraagde wijziging",
        "consequence": "wat een medewerker na de verwijdering bepaalde: goes_on, other_training of revoke",
        "budget_year": "het begrotingsjaar, alleen als die begroting nog niet is vastgesteld",
        "own_part": "wat de subsidie niet betaalt: prijs en eigen deel, naar het aanmeldingsbewijs",
        "settlement_documents": "waarmee afronding wordt aangetoond, een per regel",
        "original_decision": "het besluit waaruit de terugvordering volgt, zoals 'de vaststelling van uw subsidie'",
        "decision_reference": "het kenmerk van dat besluit",
        "reference_payment": "het betalingskenmerk",
        "iban_office": "de rekening waarop wordt terugbetaald",
    }
)
FACT_NAMES: Mapping[str, str] = MappingProxyType({**AMOUNT_NAMES, **DATE_NAMES, **TEXT_NAMES})

SETTLED = ("granted", "settled", "paid", "to_recover")

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "receipt": RequiredFacts(
            amounts=("requested",), dates=("decision_due",), optional=("project_title", "place"), articles=False
        ),
        "supplement_request": RequiredFacts(dates=("supplement_due",), texts=("missing",), articles=False),
        "left_unconsidered": letters_of_application.REQUIRED["left_unconsidered"],
        "refusal_views": RequiredFacts(amounts=("requested",), dates=("views_due",), grounds=True),
        "refusal": RequiredFacts(amounts=("requested",), optional=("weighing", "views"), grounds=True),
        "ceiling_refusal": RequiredFacts(amounts=("ceiling", "requested"), one_of=(("place", "completed"),)),
        "withdrawal_confirmation": letters_of_application.REQUIRED["withdrawal_confirmation"],
        "grant": RequiredFacts(
            amounts=("requested", "granted"),
            dates=("starts", "start_before", "ends"),
            texts=("activities", "settlement_documents"),
            optional=("settlement_request_due", "ex_officio_settlement_due", "reasons", "budget_year", "own_part"),
            calculation=True,
        ),
        "change_granted": RequiredFacts(
            amounts=("granted",),
            texts=("change",),
            optional=(
                *("new_training", "new_starts", "new_ends", "own_part"),
                *("settlement_request_due", "ex_officio_settlement_due", "reasons"),
            ),
        ),
        "change_refused": RequiredFacts(texts=("change",), grounds=True),
        "settlement_reminder": RequiredFacts(
            amounts=("granted",),
            dates=("ends", "settlement_request_due"),
            texts=("settlement_documents",),
            articles=False,
        ),
        "sample_request": RequiredFacts(amounts=("granted",), dates=("ends", "sample_report_due"), articles=False),
        "report_receipt": RequiredFacts(dates=("received", "decision_due"), articles=False),
        "settlement_views": RequiredFacts(amounts=("granted", "settled"), dates=("views_due",), grounds=True),
        "settlement_as_granted": RequiredFacts(amounts=SETTLED, optional=("reasons", "views")),
        "settlement_actual": RequiredFacts(amounts=SETTLED, optional=("reasons", "views"), calculation=True),
        "settlement_lower": RequiredFacts(
            amounts=SETTLED, texts=("weighing",), optional=("views",), grounds=True, calculation=True
        ),
        "settlement_nil": RequiredFacts(amounts=SETTLED, texts=("weighing",), optional=("views",), grounds=True),
        "settlement_ex_officio": RequiredFacts(amounts=SETTLED, optional=("reasons", "weighing", "views")),
        "revocation_views": RequiredFacts(amounts=("granted", "paid"), dates=("views_due",), grounds=True),
        "revocation": RequiredFacts(
            amounts=("granted", "paid", "to_recover"), texts=("weighing",), optional=("views",), grounds=True
        ),
        "revocation_dropped": letters_of_recovery.REQUIRED["revocation_dropped"],
        "waiver_confirmation": RequiredFacts(amounts=("granted", "paid", "to_recover"), dates=("received",)),
        "recovery": RequiredFacts(
            amounts=("granted", "settled", "paid", "to_recover"),
            dates=("decided", "payment_due"),
            texts=("original_decision", "decision_reference", "reference_payment", "iban_office", "weighing"),
            optional=("reasons",),
        ),
        **letters_of_delivery.REQUIRED,
        **letters_of_measures.REQUIRED,
        **letters_of_objection.REQUIRED,
    }
)
