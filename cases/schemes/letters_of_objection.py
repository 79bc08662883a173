"""The letter that confirms the receipt of an objection, of every scheme in which one can be sent (Awb 6:14).
What is decided on it is not known here; the days come from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.base import LetterFacts, Wording
from cases.schemes.letter_facts import RequiredFacts, day, has
from cases.schemes.letter_parts import legal_basis, opening
from cases.schemes.passages import Passages, bullets, heading, paragraph


def objection_receipt(facts: LetterFacts) -> Passages:
    """Confirm that an objection came in, and say what happens now and by when it is decided on (Awb 7:10)."""
    late = _late(facts)
    return (
        *opening(facts),
        paragraph(
            f"Op {day(facts, 'received')} kregen wij uw bezwaar tegen ons besluit van {day(facts, 'announced')}.",
            "Met deze brief bevestigen wij de ontvangst (Awb 6:14).",
        ),
        *late,
        heading("Wat gebeurt er nu?"),
        bullets(
            (
                "Ontbreekt er iets in uw bezwaar? Dan vragen wij u daarom, en kunt u het nog aanvullen (Awb 6:6).",
                "U mag uw bezwaar toelichten in een gesprek (Awb 7:2). U hoort van ons wanneer dat kan.",
                "In enkele gevallen mogen wij zonder gesprek beslissen (Awb 7:3). Dan leggen wij uit waarom.",
                "Wij bekijken ons besluit helemaal opnieuw (Awb 7:11).",
                "Wie het besluit voor ons nam, beslist niet over uw bezwaar (Awb 10:3 lid 3).",
            )
        ),
        heading("Wanneer beslissen wij?"),
        paragraph(
            f"U krijgt onze beslissing uiterlijk op {day(facts, 'objection_decision_due')} (Awb 7:10 lid 1).",
            "Wij tellen vanaf de dag na de laatste dag om bezwaar te maken.",
            "Moet u iets aanvullen? Dan staat die tijd stil (Awb 7:10 lid 2).",
            "Wij mogen de beslissing uitstellen (Awb 7:10 lid 3). Dan krijgt u daarover een brief.",
        ),
        heading("Wat betekent dit voor u?"),
        paragraph(
            "Ons besluit blijft gelden totdat wij over uw bezwaar hebben beslist (Awb 6:16).",
            "Maakt u kosten voor hulp bij uw bezwaar? Soms vergoeden wij die (Awb 7:15).",
            "Vraag daar dan om voordat wij beslissen.",
        ),
        *legal_basis(facts, "Awb 6:14", "Awb 7:10", *(("Awb 6:9", "Awb 6:11") if late else ())),
    )


def _late(facts: LetterFacts) -> Passages:
    """Tell who objected after the last day what that can mean; whether it was too late is for the decision (Awb 6:9, 6:11)."""
    if not has(facts, "objection_closed"):
        return ()
    return (
        paragraph(
            f"U kon bezwaar maken tot en met {day(facts, 'objection_closed')}. Uw bezwaar kwam daarna bij ons binnen.",
            "Deed u het op tijd op de post? Dan kan het toch op tijd zijn (Awb 6:9).",
            "Was u te laat? Schrijf ons dan waarom. Had u een goede reden, dan telt uw bezwaar mee (Awb 6:11).",
        ),
    )


WRITERS: Mapping[str, Wording] = MappingProxyType({"objection_receipt": objection_receipt})

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "objection_receipt": RequiredFacts(
            dates=("received", "announced", "objection_decision_due"), optional=("objection_closed",), articles=False
        )
    }
)

DATE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "announced": "de dag van de brief met het besluit waartegen bezwaar is gemaakt",
        "objection_decision_due": "de laatste dag om op het bezwaar te beslissen (Awb 7:10)",
        "objection_closed": "de laatste dag om bezwaar te maken; alleen als het bezwaar daarna kwam",
    }
)
"""What the names of its own facts mean, for the names of a scheme."""
