"""Which facts each Praktijkleren letter needs (Awb 3:46, 4:43, 4:86), and what every fact name means.
Checked before composing; no wording here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import (
    letters_of_application,
    letters_of_delivery,
    letters_of_lines,
    letters_of_lowering,
    letters_of_objection,
)
from cases.schemes.letter_facts import RequiredFacts

AMOUNT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "requested": "het hoogste bedrag waarop de aanvraag kan uitkomen, zonder toeslagen",
        "settled": "het vastgestelde bedrag van alle regels samen",
        "before": "het bedrag waarop de subsidie eerst was vastgesteld",
        "set_off": "wat van voorschotten uit 2020 wordt verrekend; nul of weggelaten: geen",
        "granted": "wat eerst was toegekend of vastgesteld",
        "forgone": "wat wij niet terugvragen",
        "paid": "wat volgens het grootboek al is betaald",
        "to_pay": "wat nog wordt betaald",
        "to_recover": "wat wordt teruggevorderd",
        "advance": "het voorschot uit 2020",
    }
)
DATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "received": "de dag waarop de intrekking binnenkwam",
        "decision_due": "de laatste dag om te beslissen (13 weken na 15 september)",
        "supplement_due": "de laatste dag voor de aanvulling",
        "views_due": "de laatste dag voor een zienswijze",
        "documents_due": "de laatste dag om gevraagde documenten te sturen",
        "payment_due": "de laatste dag om te betalen, door wie dat moet",
        "kept_until": "de laatste dag waarop de werkgever zijn administratie bewaart",
        "decided": "de dag van het besluit waaruit de terugvordering volgt",
        **letters_of_objection.DATE_NAMES,
    }
)
TEXT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "wat ontbreekt, een per regel",
        "documents": "de gevraagde documenten, een per regel",
        "closed": "het moment waarop het tijdvak sloot, na een storing het nieuwe moment",
        "arrived": "het moment waarop de aanvraag binnenkwam",
        "completed_late": "het moment van de aanvulling, als die na de sluiting kwam",
        "advances": "per voorschot dat wordt verrekend: de zaak, het bedrag en wat overblijft",
        "line": "het nummer van de regel waarover is beslist",
        "reasons": "de motivering door de behandelaar, een alinea per regel",
        "views": "de zienswijze en ons antwoord daarop",
        "weighing": "de belangenafweging (Awb 3:4)",
        "original_decision": "het besluit waaruit de terugvordering volgt",
        "decision_reference": "het kenmerk van dat besluit",
        "reference_payment": "het betalingskenmerk",
        "iban_office": "de rekening waarop wordt terugbetaald",
    }
)
FACT_NAMES: Mapping[str, str] = MappingProxyType({**AMOUNT_NAMES, **DATE_NAMES, **TEXT_NAMES})

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        **letters_of_lines.REQUIRED,
        **letters_of_lowering.REQUIRED,
        "refusal": letters_of_application.REQUIRED["refusal"],
        "recovery_forgone": letters_of_delivery.REQUIRED["recovery_forgone"],
        "receipt": RequiredFacts(amounts=("requested",), dates=("decision_due",), articles=False),
        "supplement_request": RequiredFacts(dates=("supplement_due",), texts=("missing",), articles=False),
        "left_unconsidered": RequiredFacts(dates=("supplement_due",), texts=("missing",), optional=("reasons",)),
        "late_refusal": RequiredFacts(texts=("closed", "arrived"), optional=("completed_late", "reasons")),
        "refusal_views": RequiredFacts(dates=("views_due",), grounds=True),
        "withdrawal_confirmation": RequiredFacts(dates=("received",), articles=False),
        "direct_settlement": RequiredFacts(
            amounts=("settled",),
            dates=("kept_until",),
            optional=(*letters_of_lines.MONEY, "reasons", "views"),
            values=("paid_at_once_below", "administration_from"),
        ),
        "documents_request": RequiredFacts(dates=("documents_due",), optional=("documents", "reasons"), articles=False),
        "prior_advance": RequiredFacts(amounts=("advance",), dates=("payment_due",), optional=("reasons",)),
        **letters_of_objection.REQUIRED,
    }
)
