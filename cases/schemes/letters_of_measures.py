"""Letters about a measure on a party: excluding an applicant, removing a trainer or one of its trainings from the register.
Each has an intention (Awb 4:8), a decision, and letters that it is dropped or lifted. A scheme takes up those that fit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.schemes.base import LetterFacts, Wording
from cases.schemes.letter_facts import RequiredFacts, day, text
from cases.schemes.letter_parts import legal_basis, views, weighing, your_views
from cases.schemes.passages import Passages, heading, paragraph, paragraphs


@dataclass(frozen=True)
class Measured:
    """How letters speak of a measure: what we want, what we do, what we do not do, and what it means for the reader."""

    plan: Callable[[LetterFacts], str]
    deed: Callable[[LetterFacts], str]
    dropped: Callable[[LetterFacts], str]
    meaning: Callable[[LetterFacts], tuple[str, ...]]


def period(facts: LetterFacts) -> str:
    """Say for how long a measure holds: until and including a day, or for good."""
    if "measure_until" not in facts.dates:
        return f"Dit geldt vanaf {day(facts, 'measure_from')}, zonder einddatum."
    return f"Dit geldt van {day(facts, 'measure_from')} tot en met {day(facts, 'measure_until')}."


def training(facts: LetterFacts) -> str:
    """Name the training."""
    return f"de scholing {text(facts, 'training')}"


MEASURES: Mapping[str, Measured] = MappingProxyType(
    {
        "exclusion": Measured(
            lambda facts: f"Wij zijn van plan om u uit te sluiten van {facts.scheme.called}.",
            lambda facts: f"Wij sluiten u uit van {facts.scheme.called}.",
            lambda facts: f"Wij sluiten u niet uit van {facts.scheme.called}.",
            lambda facts: ("In deze periode krijgt u geen subsidie op grond van deze regeling.",),
        ),
        "removal": Measured(
            lambda facts: "Wij zijn van plan om u als opleider met al uw scholingen uit het register te verwijderen.",
            lambda facts: "Wij verwijderen u als opleider met al uw scholingen uit het register.",
            lambda facts: "Wij verwijderen u niet uit het register.",
            lambda facts: (
                "Voor uw scholingen kan in deze periode geen subsidie worden aangevraagd.",
                "Over subsidies die al zijn verleend, krijgen de deelnemers zelf bericht.",
                "Facturen voor scholing die doorgaat, betalen wij.",
            ),
        ),
        "training_removal": Measured(
            lambda facts: f"Wij zijn van plan om {training(facts)} uit het register te verwijderen.",
            lambda facts: f"Wij verwijderen {training(facts)} uit het register.",
            lambda facts: f"Wij verwijderen {training(facts)} niet uit het register.",
            lambda facts: (
                "Voor deze scholing kan in deze periode geen subsidie worden aangevraagd.",
                "Over subsidies die al zijn verleend, krijgen de deelnemers zelf bericht.",
            ),
        ),
    }
)


def about(facts: LetterFacts) -> Passages:
    """Say under which reference the measure is known."""
    return (paragraph(f"Deze brief gaat over {facts.applicant_name}. Het kenmerk is {facts.case_number}."),)


def _intention(told: Measured) -> Wording:
    def write(facts: LetterFacts) -> Passages:
        return (
            *about(facts),
            heading("Ons plan"),
            paragraph(told.plan(facts), "Dit is nog geen besluit."),
            heading("Waarom"),
            *paragraphs(text(facts, "reasons")),
            *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:8)."),
            paragraph("Laat ook weten wat dit voor u betekent. Dat wegen wij mee (Awb 3:4)."),
            *legal_basis(facts, "Awb 3:4", "Awb 4:8", "Awb 4:9"),
        )

    return write


def _decision(told: Measured) -> Wording:
    def write(facts: LetterFacts) -> Passages:
        return (
            *about(facts),
            heading("Ons besluit"),
            paragraph(told.deed(facts), period(facts)),
            heading("Waarom"),
            *paragraphs(text(facts, "reasons")),
            *views(facts),
            *weighing(facts),
            heading("Wat betekent dit voor u?"),
            paragraph(*told.meaning(facts)),
            *legal_basis(facts, "Awb 3:4"),
        )

    return write


def _dropped(told: Measured) -> Wording:
    def write(facts: LetterFacts) -> Passages:
        return (
            *about(facts),
            heading("Wat betekent dit voor u?"),
            paragraph("Wij schreven u over ons plan. Dat plan gaat niet door.", told.dropped(facts)),
            heading("Waarom"),
            *paragraphs(text(facts, "reasons")),
        )

    return write


def _lifted(told: Measured) -> Wording:
    def write(facts: LetterFacts) -> Passages:
        return (
            *about(facts),
            heading("Ons besluit"),
            paragraph(f"Wij heffen onze maatregel op. Die gold tot en met {day(facts, 'measure_until')}."),
            heading("Waarom"),
            *paragraphs(text(facts, "reasons")),
        )

    return write


def kinds_of(measure: str) -> tuple[str, str, str, str]:
    """Give the kinds of the four letters about a kind of measure: intention, decision, dropped, lifted."""
    return f"{measure}_views", measure, f"{measure}_dropped", f"{measure}_lifted"


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        kind: write(told)
        for measure, told in MEASURES.items()
        for kind, write in zip(kinds_of(measure), (_intention, _decision, _dropped, _lifted), strict=True)
    }
)
"""The letters by kind, for the `wording` of a scheme."""

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        kind: required
        for measure in MEASURES
        for kind, required in zip(
            kinds_of(measure),
            (
                RequiredFacts(dates=("views_due",), texts=("reasons",), optional=("training",), articles=False),
                RequiredFacts(
                    dates=("measure_from",),
                    texts=("reasons", "weighing"),
                    optional=("training", "views", "measure_until"),
                ),
                RequiredFacts(texts=("reasons",), optional=("training",), articles=False),
                RequiredFacts(dates=("measure_until",), texts=("reasons",), optional=("training",), articles=False),
            ),
            strict=True,
        )
    }
)
"""Which facts each of them needs."""
