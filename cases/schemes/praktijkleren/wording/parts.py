"""What a recipient of Praktijkleren must keep and report, and how it is paid. Other pieces of letters are those of every scheme."""

from __future__ import annotations

from collections.abc import Iterator

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, values_of
from cases.schemes.passages import Passages, bullets, heading, paragraph

SETTLED = "settled"


def is_paid_at_once(facts: LetterFacts) -> bool:
    """Say whether the subsidy is so low that it is paid at once (OCW 11)."""
    return bool(facts.amounts[SETTLED] < values_of(facts).paid_at_once_below)


def is_administered_longer(facts: LetterFacts) -> bool:
    """Say whether the subsidy is so high that the administration is kept longer (OCW 8)."""
    return bool(facts.amounts[SETTLED] >= values_of(facts).administration_from)


def how_paid(facts: LetterFacts) -> str:
    """Say that it is paid at once, where that is so."""
    return "Dat doen wij in één keer (OCW 11)." if is_paid_at_once(facts) else ""


def acts_cited(facts: LetterFacts) -> tuple[str, ...]:
    """Give the articles of the Regeling OCW-subsidies that this settlement rests on."""
    told = {
        "OCW 8": is_administered_longer(facts),
        "OCW 9": bool(values_of(facts).must_report_facts),
        "OCW 11": is_paid_at_once(facts),
    }
    return tuple(article for article, applies in told.items() if applies)


def duties(facts: LetterFacts) -> Passages:
    """Say what the recipient must keep and report (articles 19 and 23; OCW 8 and 9)."""
    return (
        heading("Wat moet u doen?"),
        bullets(tuple(_duties(facts))),
        paragraph(
            "Blijkt later dat uw aanvraag niet klopte? Dan kunnen wij dit besluit wijzigen (Awb 4:49).",
            "Te veel betaald geld kunnen wij dan terugvragen (Awb 4:57).",
        ),
    )


def _duties(facts: LetterFacts) -> Iterator[str]:
    values = values_of(facts)
    yield "Bewaar de overeenkomsten, de aanwezigheid en de administratie van de begeleiding."
    until = f"Doe dat tot en met {day(facts, 'kept_until')}"
    if is_administered_longer(facts):
        yield f"{until}. Dat is langer, omdat uw subsidie hoog is (Praktijkleren 23, OCW 8)."
    else:
        yield f"{until} (Praktijkleren 23)."
    yield "Wij kunnen die stukken bij u opvragen (Praktijkleren 19 lid 2)."
    if values.must_report_facts:
        yield "Klopt er iets niet aan uw aanvraag? Meld dat dan direct bij ons (OCW 9)."
