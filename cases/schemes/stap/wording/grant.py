"""The STAP letter that grants the subsidy, and those that answer a request to change it.
A grant names training, trainer, amount, days, how to prove completion, duties and consequences."""

from __future__ import annotations

from collections.abc import Iterator

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import (
    calculation,
    computed_articles,
    explained,
    grounds,
    legal_basis,
    opening,
    subject,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph, paragraphs, table

GRANT_ARTICLES = (
    "Awb 4:29", "Awb 4:30", "Awb 4:31", "Awb 4:37", "Awb 4:46", "Awb 4:48", "Awb 4:49", "Awb 4:57", "Awb 4:95", "STAP 14",
)  # fmt: skip


def grant(facts: LetterFacts) -> Passages:
    """Grant the subsidy (Awb 4:29 to 4:31), with everything that the recipient has to know and do."""
    return (
        *opening(facts),
        *_decision(facts),
        *_training(facts),
        *calculation(facts, "Zo hebben wij uw STAP-budget berekend"),
        *explained(facts),
        *_payment(facts),
        *_duties(facts),
        *_completion(facts),
        *_settlement(facts),
        *_consequences(facts),
        *legal_basis(facts, *computed_articles(facts), *GRANT_ARTICLES),
    )


def _decision(facts: LetterFacts) -> Passages:
    return (
        heading("Ons besluit"),
        paragraph(
            f"U krijgt STAP-budget. U vroeg {money(facts, 'requested')}. Wij verlenen {money(facts, 'granted')}.",
            "Dit is een voorlopige toekenning. Het bedrag is definitief als u de scholing heeft afgerond.",
        ),
        *_condition(facts),
    )


def _condition(facts: LetterFacts) -> Passages:
    if not has(facts, "budget_year"):
        return ()
    return (
        paragraph(
            f"Dit besluit heeft een voorwaarde. De begroting voor {text(facts, 'budget_year')} is nog niet vastgesteld.",
            "Verderop leest u wat dat betekent (Awb 4:34).",
        ),
    )


def _training(facts: LetterFacts) -> Passages:
    rows = (
        ("Eerste dag van de scholing", day(facts, "starts")),
        ("Einddatum van de scholing", day(facts, "ends")),
        ("Registratienummer", facts.case_number),
    )
    return (
        heading("Waarvoor is het STAP-budget?"),
        *enumeration(text(facts, "activities")),
        table("De gegevens van uw scholing", ("Wat", "Gegevens"), rows),
    )


def _payment(facts: LetterFacts) -> Passages:
    return (
        heading("Hoe betalen wij?"),
        paragraph(
            "Wij betalen uw opleider, niet u. Uw opleider stuurt ons een factuur met het registratienummer.",
            f"Wij betalen de opleider hoogstens {money(facts, 'granted')}. Dat is een voorschot (Awb 4:95).",
        ),
        *(paragraphs(text(facts, "own_part")) if has(facts, "own_part") else ()),
    )


def _duties(facts: LetterFacts) -> Passages:
    return (
        heading("Wat moet u doen?"),
        paragraph("Aan het STAP-budget zijn verplichtingen verbonden (Awb 4:37 en STAP 14):"),
        bullets(
            (
                "Volg de scholing die hierboven staat, en rond die af.",
                f"Begin op {day(facts, 'starts')}. Rond de scholing uiterlijk op {day(facts, 'ends')} af.",
                "Meld het ons direct als u niet begint, stopt of niet op tijd klaar bent. Leg uit waarom.",
                "Meld het ons direct als u ziek bent, of als de opleider de scholing verplaatst of niet laat doorgaan.",
                f"Een verplaatste scholing begint uiterlijk op {day(facts, 'start_before')}. Anders vervalt uw STAP-budget.",
                "Vragen wij erom? Laat dan zien dat u de scholing heeft afgerond.",
                "Werk mee aan controles en aan onderzoek naar de werking van de regeling.",
            )
        ),
    )


def _completion(facts: LetterFacts) -> Passages:
    return (
        heading("Wanneer heeft u de scholing afgerond?"),
        paragraph("Eén van deze punten is genoeg (STAP 14 lid 2):"),
        *enumeration(text(facts, "settlement_documents")),
        paragraph("Uw opleider meldt dit aan ons met een bewijs van deelname."),
    )


def _settlement(facts: LetterFacts) -> Passages:
    due = ""
    if has(facts, "settlement_request_due"):
        due = f"Uw opleider stuurt het bewijs van deelname uiterlijk op {day(facts, 'settlement_request_due')}."
    elif has(facts, "ex_officio_settlement_due"):
        due = f"Dat doen wij uiterlijk op {day(facts, 'ex_officio_settlement_due')}."
    return (
        heading("Hoe stellen wij het bedrag vast?"),
        paragraph("U hoeft hiervoor niets aan te vragen. Wij stellen de subsidie zelf vast (Awb 4:47).", due),
        paragraph("Wij kunnen de subsidie lager vaststellen, ook op nul (Awb 4:46 lid 2). Dat kan in deze gevallen:"),
        bullets(
            (
                "U heeft de scholing niet of niet helemaal gevolgd.",
                "U heeft niet aan een verplichting voldaan.",
                "U heeft gegevens gegeven die niet klopten of niet compleet waren.",
                "De subsidie klopte om een andere reden niet, en u wist dat of kon dat weten.",
            )
        ),
    )


def _consequences(facts: LetterFacts) -> Passages:
    return (
        heading("Wat als u zich niet aan de regels houdt?"),
        bullets(
            (
                "Wij kunnen de subsidie intrekken of verlagen (Awb 4:48).",
                "Dat kan ook na de vaststelling, tot vijf jaar daarna (Awb 4:49).",
                "Kunt u er iets aan doen? Dan kunnen wij het geld van u terugvragen (Awb 4:57).",
                "Wij kunnen u dan ook een tijd uitsluiten van STAP, hoogstens twee jaar.",
                "Kunt u er niets aan doen? Dan vragen wij het geld niet van u terug.",
            )
        ),
    )


def change_granted(facts: LetterFacts) -> Passages:
    """Grant a change, with what is new and what stays."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph("Wij keuren uw wijziging goed. U vroeg deze wijziging aan:"),
        *enumeration(text(facts, "change")),
        *explained(facts),
        *_other_training(facts),
        heading("Wat geldt er nu?"),
        bullets(_after_change(facts)),
        *legal_basis(facts, *computed_articles(facts)),
    )


def _other_training(facts: LetterFacts) -> Passages:
    """Name the other training, where one was chosen, and what it means for the money: order and proof go to its trainer."""
    if not has(facts, "new_training"):
        return ()
    return (
        heading("Uw nieuwe scholing"),
        *enumeration(text(facts, "new_training")),
        paragraph(
            f"De eerste dag is {day(facts, 'new_starts')}.",
            "Wij bestellen de scholing bij de nieuwe opleider, en betalen die. Bij de eerste opleider bestellen wij niets meer.",
            "De nieuwe opleider stuurt ons het bewijs van deelname.",
        ),
        *(paragraphs(text(facts, "own_part")) if has(facts, "own_part") else ()),
        *calculation(facts, "Zo hebben wij uw STAP-budget opnieuw berekend"),
    )


def _after_change(facts: LetterFacts) -> Iterator[str]:
    yield f"Uw STAP-budget is hoogstens {money(facts, 'granted')}."
    if has(facts, "new_ends"):
        yield f"De einddatum van de scholing is nu {day(facts, 'new_ends')}. Rond de scholing uiterlijk dan af."
    if has(facts, "settlement_request_due"):
        yield f"Uw opleider stuurt het bewijs van deelname uiterlijk op {day(facts, 'settlement_request_due')}."
    if has(facts, "ex_officio_settlement_due"):
        yield f"Wij stellen de subsidie uiterlijk op {day(facts, 'ex_officio_settlement_due')} vast."
    yield "Al het andere in ons besluit over uw STAP-budget blijft gelden."


def change_refused(facts: LetterFacts) -> Passages:
    """Refuse a change; the grant stays as it was."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph("Wij keuren uw wijziging niet goed. U vroeg deze wijziging aan:"),
        *enumeration(text(facts, "change")),
        *grounds(facts),
        heading("Wat geldt er nu?"),
        paragraph(
            "Ons besluit over uw STAP-budget blijft gelden zoals het was.",
            "Begint de scholing later dan de laatste dag in dat besluit? Dan vervalt uw STAP-budget.",
            "U kunt daarna opnieuw aanvragen als er weer een tijdvak opengaat.",
        ),
        *legal_basis(facts),
    )
