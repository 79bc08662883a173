"""What stands in the way of sending a letter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from letters.checks import Required, amounts_in, problems
from letters.text import Heading, ItemList, LetterText, Note, Paragraph, Table
from tests.letters.samples import GRANT

AMOUNTS = [Decimal(text) for text in ("95", "38", "7600", "2850", "762.50", "11212.50", "8970")]
REQUIRED = Required(
    reference="SLIM-2020-00017",
    on=date(2020, 5, 8),
    articles=("artikel 18 van de SLIM-regeling", "artikel 4:29"),
    objection=True,
    texts=("Een bezwaar schorst dit besluit niet.",),
)


def adding(text: str) -> LetterText:
    return replace(GRANT, blocks=(*GRANT.blocks, Paragraph(text)))


def test_sound_letter_may_be_sent() -> None:
    assert problems(GRANT, AMOUNTS, REQUIRED) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: adding("U betaalt € 5,00 terug."), "€ 5,00 in blok 14 staat niet"),
        (lambda: adding("U betaalt -€ 8.970,00."), "-€ 8.970,00 in blok 14 staat niet"),
        (lambda: adding("U krijgt € 8.970."), ""),
        (lambda: adding("U krijgt €8.970,00."), ""),
        (lambda: adding("U krijgt € 8970,5."), "Geen goed geschreven bedrag: '€ 8970,5.'"),
        (lambda: adding("U krijgt € 8.9700,00."), "Geen goed geschreven bedrag"),
        (lambda: adding("U krijgt € ."), "Geen goed geschreven bedrag"),
        (lambda: adding("U krijgt 8970 euro."), "niet als '0 euro'"),
        (lambda: adding("U krijgt EUR 8970."), "niet als 'EUR 8'"),
        (lambda: adding("Beste {naam},"), "Niet ingevuld: '{naam}' in blok 14"),
        (lambda: adding("Beste {},"), "Niet ingevuld: '{}'"),
        (lambda: adding("Uiterlijk op None."), "Niet ingevuld: 'None'"),
        (lambda: adding("  "), "Leeg: blok 14"),
        (lambda: replace(GRANT, blocks=(*GRANT.blocks, ItemList(()))), "Leeg: blok 14"),
        (lambda: replace(GRANT, blocks=(*GRANT.blocks, Table("t", (), ()))), "Leeg: blok 14"),
        (
            lambda: replace(GRANT, blocks=(*GRANT.blocks, Table("t", ("a",), (("b", "c"),)))),
            "niet in elke rij 1 kolommen",
        ),
        (lambda: replace(GRANT, subject=""), "Leeg: betreft"),
        (lambda: replace(GRANT, title="{titel}"), "Niet ingevuld: '{titel}' in titel"),
        (lambda: replace(GRANT, addressee=()), "geen geadresseerde"),
        (lambda: replace(GRANT, reference="SLIM-2020-00018"), "Het kenmerk is 'SLIM-2020-00018'"),
        (lambda: replace(GRANT, date=date(2020, 5, 7)), "maar gaat uit op 8 mei 2020"),
        (lambda: replace(GRANT, after_signature=()), "De bezwaarclausule ontbreekt"),
        (lambda: replace(GRANT, after_signature=(Note("bezwaar binnen zes weken"),)), "De vaste tekst ontbreekt"),
        (lambda: replace(GRANT, blocks=GRANT.blocks[:4]), "Het artikel ontbreekt: artikel 4:29"),
        (lambda: replace(GRANT, blocks=(Heading("Kop"),)), "Het artikel ontbreekt: artikel 18"),
    ],
    ids=lambda value: value or "sound" if isinstance(value, str) else "",
)
def test_letter_is_stopped(change: Callable[[], LetterText], told: str) -> None:
    found = problems(change(), AMOUNTS, REQUIRED)
    assert any(told in problem for problem in found) if told else found == []


def test_letter_that_is_no_decision_needs_no_remedies_clause() -> None:
    assert problems(replace(GRANT, after_signature=()), AMOUNTS, replace(REQUIRED, objection=False, texts=())) == []


def test_amount_inside_a_title_that_the_applicant_chose_stops_nothing() -> None:
    title = "Scholing {Noord} voor € 500 per dag"
    letter = adding(f"Uw project “{title}” gaat door.")
    assert problems(letter, AMOUNTS, REQUIRED, quoted=[title]) == []
    assert len(problems(letter, AMOUNTS, REQUIRED)) == 2
    assert len(problems(adding(f"{title} en € 500"), AMOUNTS, REQUIRED, quoted=[title])) == 1


def test_claim_may_be_printed_without_its_minus() -> None:
    letter = adding("U betaalt € 1.000,00 terug.")
    assert problems(letter, [*AMOUNTS, Decimal("-1000.00")], REQUIRED) == []


def test_amounts_are_read_to_the_cent() -> None:
    text = "€ 1.234.567,89 en -€ 0,05, €\u00a012 of € 24.999,00."
    assert amounts_in(text) == [Decimal("1234567.89"), Decimal("-0.05"), Decimal("12.00"), Decimal("24999.00")]
