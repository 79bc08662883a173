"""The standard texts of the office: what each must hold, and which version holds on which day.
How a whole letter is put together is tested elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from cases.schemes.base import Passage
from letters import blocks
from letters.blocks.office import Office
from letters.kinds import subject_of
from letters.text import Signature

UNTIL = date(2026, 4, 28)
OFFICE = Office(
    name="Bureau Voorbeeld <Bezwaar & Beroep>",
    website="www.voorbeeld.example",
    telephone="070 000 00 00",
    email="vragen@voorbeeld.example",
    objection_address="Postbus 1, 2500 AA Den Haag",
)


def whole(passages: Sequence[Passage]) -> str:
    return "\n".join(text for passage in passages for text in (passage.text, *passage.items) if text)


@pytest.mark.parametrize("on", [date(2020, 5, 8), date(2025, 12, 31), date(2026, 1, 1)])
@pytest.mark.parametrize(
    "expected",
    [
        pytest.param("tot en met 28 april 2026", id="Awb 3:45 last day"),
        pytest.param("zes weken", id="Awb 6:7 term"),
        pytest.param("Bureau Voorbeeld <Bezwaar & Beroep>, Postbus 1, 2500 AA Den Haag", id="Awb 3:45 where"),
        pytest.param("Dat mag ook iemand anders", id="Awb 3:45 by whom"),
        pytest.param("uw naam en uw adres", id="Awb 6:5 name and address"),
        pytest.param("de datum", id="Awb 6:5 date"),
        pytest.param("het kenmerk van deze brief: SLIM-2020-00017", id="Awb 6:5 decision"),
        pytest.param("waarom u het niet eens bent", id="Awb 6:5 grounds"),
        pytest.param("uw handtekening", id="Awb 6:5 signature"),
        pytest.param("Het besluit blijft gelden", id="Awb 6:16 no suspension"),
        pytest.param("voorlopige voorziening", id="Awb 8:81"),
    ],
)
def test_objection_clause_holds_what_the_law_asks(on: date, expected: str) -> None:
    clause = blocks.in_force(blocks.OBJECTION, on)
    assert expected in whole(clause(UNTIL, OFFICE, "SLIM-2020-00017"))


@pytest.mark.parametrize(("on", "online"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_right_to_object_online_starts_in_2026(on: date, online: bool) -> None:
    text = whole(blocks.in_force(blocks.OBJECTION, on)(UNTIL, OFFICE, "SLIM-2020-00017"))
    assert ("online, via www.voorbeeld.example" in text) == online


def test_budget_condition_names_year_articles_and_when_it_lapses() -> None:
    text = whole(blocks.in_force(blocks.BUDGET_CONDITION, UNTIL)("2027", "Kaderwet SZW 6"))
    for expected in ("De begroting voor 2027", "Awb 4:34 en Kaderwet SZW 6", "vier weken", "vervalt deze voorwaarde"):
        assert expected in text


def test_views_may_be_given_in_writing_or_by_word_of_mouth() -> None:
    text = whole(blocks.in_force(blocks.HEARING, UNTIL)(UNTIL, OFFICE, "SLIM-2020-00017"))
    for expected in ("Schriftelijk", "Mondeling", "uiterlijk op 28 april 2026", "SLIM-2020-00017"):
        assert expected in text


def test_contact_names_telephone_mail_and_reference() -> None:
    text = whole(blocks.in_force(blocks.CONTACT, UNTIL)(OFFICE, "SLIM-2020-00017"))
    for expected in ("070 000 00 00", "vragen@voorbeeld.example", "SLIM-2020-00017"):
        assert expected in text


@pytest.mark.parametrize(("name", "expected"), [("Bo <Y & Z>", "Beste Bo <Y & Z>,"), (" ", "Beste lezer,")])
def test_salutation_greets_the_contact_or_the_reader(name: str, expected: str) -> None:
    assert blocks.in_force(blocks.SALUTATION, UNTIL)(name).text == expected


def test_signature_says_in_whose_name_it_is_put() -> None:
    signed = blocks.in_force(blocks.SIGNATURE, UNTIL)("de minister van Voorbeeld", "A. Voorbeeld", "teamleider")
    assert signed == Signature(
        "Met vriendelijke groet,", "namens de minister van Voorbeeld,", "A. Voorbeeld", "teamleider"
    )


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ([], ""),
        ([4], "Bij regel 4 van uw aanvraag heeft een medewerker beoordeeld"),
        ([2, 4, 7], "Bij de regels 2, 4 en 7 van uw aanvraag heeft een medewerker beoordeeld"),
    ],
)
def test_decision_in_a_sharing_says_what_was_computed_who_decided_and_how_to_reach_a_person(
    judged: list[int], expected: str
) -> None:
    text = whole(blocks.in_force(blocks.SHARING, date(2014, 12, 1))(OFFICE, "PRAK-2014-00017", judged))
    for told in (
        "Onze computer heeft alle aanvragen van dit tijdvak regel voor regel getoetst en de bedragen berekend.",
        "Een medewerker heeft de uitkomst van de verdeling goedgekeurd.",
        "Een andere medewerker heeft de verdeling getekend",
        "070 000 00 00",
        "vragen@voorbeeld.example",
        "PRAK-2014-00017",
    ):
        assert told in text
    assert expected in text
    assert bool(expected) == ("beoordeeld" in text)


def test_no_standard_text_before_the_first_version() -> None:
    with pytest.raises(blocks.NoVersion, match="Kies een datum vanaf 01-01-2014"):
        blocks.in_force(blocks.OBJECTION, date(2013, 12, 31))


@pytest.mark.parametrize(
    ("kind", "transitions", "expected"),
    [
        ("revocation_views", ("revoke",), "Ons plan om uw subsidie in te trekken: u kunt reageren"),
        (
            "revocation_views",
            ("revoke", "amend_settlement"),
            "Ons plan om uw subsidie te verlagen of in te trekken: u kunt reageren",
        ),
        ("revocation", ("revoke", "amend_settlement"), "Besluit: intrekking van uw subsidie"),
    ],
)
def test_intention_is_called_after_what_it_can_lead_to(kind: str, transitions: tuple[str, ...], expected: str) -> None:
    assert subject_of(kind, transitions) == expected
