"""STAP letters about the settlement (Awb 4:42 to 4:47): reminder, receipt of the proof, intention, and the decision in each form.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.judgement import Finding
from cases.schemes.letter_facts import day, money, text
from cases.schemes.letter_parts import (
    calculation,
    computed_articles,
    explained,
    grounds,
    legal_basis,
    settled_calculation,
    subject,
    views,
    weighing,
    your_views,
)
from cases.schemes.passages import Passages, enumeration, heading, paragraph
from cases.schemes.stap.wording.parts import asked_back, paid_to_trainer

CAPTION = "Zo hebben wij het bedrag bepaald"
BLAME = "no_blame"
UNASKED = "Wij doen dit zonder dat u erom heeft gevraagd (Awb 4:47)."


def settlement_reminder(facts: LetterFacts) -> Passages:
    """Tell that the proof of participation did not come, set a term (Awb 4:37), and say what follows without one."""
    return (
        *subject(facts),
        paragraph(
            f"Uw scholing is op {day(facts, 'ends')} afgelopen. Uw STAP-budget is hoogstens {money(facts, 'granted')}.",
            "Wij hebben nog geen bewijs van deelname van uw opleider.",
        ),
        heading("Wat moet u doen?"),
        paragraph(
            "Vraag uw opleider om het bewijs van deelname naar ons te sturen.",
            f"Wij moeten het uiterlijk op {day(facts, 'settlement_request_due')} hebben.",
            "Heeft u zelf een bewijs? Dan mag u dat ook sturen. Dit is genoeg:",
        ),
        *enumeration(text(facts, "settlement_documents")),
        heading("Wat als wij niets krijgen?"),
        paragraph(
            "Dan kunnen wij de subsidie op nul vaststellen (Awb 4:46 lid 2).",
            "Kunt u daar iets aan doen? Dan kunnen wij het geld van u terugvragen (Awb 4:57).",
            "Bent u niet begonnen of gestopt? Meld dat dan nu, en leg uit waarom.",
        ),
        *legal_basis(facts, "Awb 4:37", "Awb 4:46 lid 2", "Awb 4:57"),
    )


def sample_request(facts: LetterFacts) -> Passages:
    """Ask for account after a sample was drawn, and say that being drawn accuses nobody."""
    return (
        *subject(facts),
        paragraph(
            f"Uw scholing is op {day(facts, 'ends')} afgelopen. Uw STAP-budget is {money(facts, 'granted')}.",
            "Wij controleren niet iedereen. Wij trekken een steekproef.",
            "U bent daarbij getrokken. Dat is toeval: het zegt niets over u of uw scholing.",
        ),
        heading("Wat moet u doen?"),
        paragraph(
            f"Laat ons uiterlijk op {day(facts, 'sample_report_due')} zien dat u de scholing heeft gevolgd.",
            "Stuur bijvoorbeeld uw diploma, certificaat of cijferlijst.",
        ),
        heading("Wat als u niets stuurt?"),
        paragraph(
            "Dan kunnen wij de subsidie lager vaststellen, of op nul (Awb 4:46 lid 2).",
            "Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
        ),
        *legal_basis(facts, "Awb 4:37", "Awb 4:46 lid 2", "Awb 4:57"),
    )


def report_receipt(facts: LetterFacts) -> Passages:
    """Tell the recipient that the proof of participation came, and by when is decided."""
    return (
        *subject(facts),
        paragraph(
            f"Op {day(facts, 'received')} kregen wij het bewijs van deelname van uw opleider.",
            "Daarin staat of u de scholing heeft afgerond.",
        ),
        heading("Wat gebeurt er nu?"),
        paragraph(
            "Wij controleren het bewijs. Daarna stellen wij de subsidie vast. U hoeft niets te doen.",
            f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')}.",
        ),
    )


def settlement_views(facts: LetterFacts) -> Passages:
    """Tell that a lower or nil settlement is intended and ask for the recipient's views (Awb 4:8)."""
    return (
        *subject(facts),
        heading("Ons plan"),
        paragraph(
            f"Wij verleenden hoogstens {money(facts, 'granted')}.",
            f"Wij zijn van plan om de subsidie vast te stellen op {money(facts, 'settled')}.",
            "Dit is nog geen besluit.",
        ),
        *grounds(facts),
        *calculation(facts, CAPTION),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:8)."),
        paragraph(
            "Kon u er niets aan doen? Leg dan uit wat er gebeurde. Dan vragen wij het geld niet van u terug.",
            "Laat ook weten wat ons plan voor u betekent. Dat wegen wij mee (Awb 3:4).",
        ),
        *legal_basis(facts, *computed_articles(facts), "Awb 3:4", "Awb 4:9", "Awb 4:46 lid 2"),
    )


def settlement_as_granted(facts: LetterFacts) -> Passages:
    """Settle in accordance with the grant (Awb 4:46 lid 1)."""
    why = "U heeft de scholing afgerond. Wij stellen de subsidie vast zoals wij die hebben verleend (Awb 4:46 lid 1)."
    return (
        *_decision(facts, why),
        *explained(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *_ending(facts, "Awb 4:46 lid 1"),
    )


def settlement_actual(facts: LetterFacts) -> Passages:
    """Settle on what was really carried out, which is still in accordance with the grant (Awb 4:46 lid 1 and 3)."""
    why = "De hoogte van uw subsidie hangt af van wat u heeft gevolgd (Awb 4:46 lid 1)."
    return (
        *_decision(facts, why),
        *explained(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *_ending(facts, "Awb 4:46 lid 1"),
    )


def settlement_lower(facts: LetterFacts) -> Passages:
    """Settle lower than granted (Awb 4:46 lid 2), with the grounds and the weighing of interests."""
    why = "Dit bedrag is lager dan het bedrag dat wij hebben verleend. Dat mag op grond van Awb 4:46 lid 2."
    return _lowered(facts, why)


def settlement_nil(facts: LetterFacts) -> Passages:
    """Settle at nil (Awb 4:46 lid 2): with or without blame, as the findings say."""
    return _lowered(facts, "U krijgt dus geen STAP-budget. Dat mag op grond van Awb 4:46 lid 2.")


def _lowered(facts: LetterFacts, why: str) -> Passages:
    return (
        *_decision(facts, why),
        *grounds(facts),
        *_blame(facts),
        *settled_calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        *_ending(facts, "Awb 4:46 lid 2"),
    )


def _blame(facts: LetterFacts) -> Passages:
    """Say that the recipient is not to blame, where that was found: then nothing is claimed back from it."""
    found = next((finding for finding in facts.findings if finding.code == BLAME), None)
    if found is None or not _is_free(found):
        return ()
    return (paragraph("U kunt hier niets aan doen. Daarom vragen wij het geld niet van u terug."),)


def _is_free(finding: Finding) -> bool:
    return finding.outcome.value == "met"


def settlement_ex_officio(facts: LetterFacts) -> Passages:
    """Settle without a proof of participation (Awb 4:47)."""
    return (
        *_decision(facts, UNASKED),
        *explained(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        *_ending(facts, "Awb 4:47"),
    )


def _decision(facts: LetterFacts, why: str) -> Passages:
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij stellen uw subsidie vast op {money(facts, 'settled')}.",
            f"Wij verleenden hoogstens {money(facts, 'granted')}.",
        ),
        paragraph(*dict.fromkeys((why, UNASKED))),
    )


def _ending(facts: LetterFacts, *awb: str) -> Passages:
    return (
        heading("Wat is er betaald?"),
        paragraph(paid_to_trainer(facts), asked_back(facts)),
        heading("Wat gebeurt er verder?"),
        paragraph(
            "Dit is het definitieve bedrag. Toch kunnen wij dit besluit later nog wijzigen of intrekken (Awb 4:49).",
            "Dat kan tot vijf jaar na dit besluit, bijvoorbeeld als uw gegevens niet kloppen.",
        ),
        *legal_basis(facts, *computed_articles(facts), *awb, "Awb 4:42", "Awb 4:47", "Awb 4:49", "Awb 4:95 lid 4"),
    )
