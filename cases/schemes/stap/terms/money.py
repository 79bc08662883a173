"""What STAP pays: the maximum, the kinds of costs, the money of others, and what happens at the ceiling.
Windows with their ceilings stand in `windows`; when is paid stands in `procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.stap.terms import sources as s

LESSONS = ("lesgeld", "cursusgeld", "collegegeld", "examengeld")

AMOUNTS: Mapping[str, Dated[Any]] = {
    "maximum_amount": s.official({s.START: euro("1000")}, s.STAP, s.LETTER_FEB_2022),
    "subsidised_share": s.official({s.START: Decimal("1.00")}, s.STAP, s.LETTER_FEB_2022),
    "minimum_amount": s.open_question(
        {s.START: euro("0")}, s.STAP, "Is er een laagste bedrag (50 euro?) waaronder geen subsidie wordt verleend?"
    ),
    "amount_above_register": s.open_question(
        {s.START: "person"},
        "STAP 4 lid 1",
        "Het bedrag op het aanmeldingsbewijs mag niet hoger zijn dan in het register: kijkt een medewerker (person), "
        "geldt het lagere bedrag (cut), of volgt afwijzing (refuse)?",
        s.PROOF_FORM,
    ),
}

COSTS: Mapping[str, Dated[Any]] = {
    "cost_kinds": s.official(
        {
            s.START: (*LESSONS, "leermiddelen", "literatuur", "beschermingsmiddelen"),
            s.AMENDED_2023: (*LESSONS, "literatuur", "beschermingsmiddelen"),
        },
        "STAP 4 lid 1 onder a",
        s.STCRT_FEB_2023,
    ),
    "costs_billed_by_trainer": s.official(
        {s.START: ("leermiddelen", "literatuur", "beschermingsmiddelen")}, "STAP 4 lid 1 onder a", s.TRAINER_QUESTIONS
    ),
}

OTHERS: Mapping[str, Dated[Any]] = {
    "third_party_from": s.official({s.START: euro("1000")}, "STAP 1", s.WORKINGS_PAYING),
    "third_party_excess": s.open_question(
        {s.START: "person"},
        "STAP 1",
        "Een derde mag alleen meebetalen boven 1.000 euro (is dat later verruimd?): kijkt bij een hogere bijdrage een "
        "medewerker (person), of volgt afwijzing (refuse)?",
        s.WORKINGS_PAYING,
    ),
}

CEILING: Mapping[str, Dated[Any]] = {
    "last_at_ceiling": s.open_question(
        {s.START: "refuse"},
        "Awb 4:25 lid 2",
        "Wordt de laatste aanvrager bij het plafond geheel geweigerd (refuse) of voor een deel verleend (partial)?",
    ),
    "later_number_may_pass": s.open_question(
        {s.START: False},
        "Awb 4:25 lid 2",
        "Mag een later nummer voorgaan op een nummer dat niet meer onder het plafond past?",
    ),
    "overshoot_day_by_lot": s.open_question(
        {s.START: False},
        "STAP 9",
        "De volgorde gaat op het moment van ontvangst: wordt er nooit geloot, ook niet bij gelijke ontvangst?",
        s.PMC,
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**AMOUNTS, **COSTS, **OTHERS, **CEILING}
