"""What single SLIM letters must say: the grant, the draw and the ceiling, settlement and recovery (Awb, slim.md 7.1).
What holds for every letter is tested in `test_wording`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.amounts import euro, written
from cases.schemes.base import Calculation, Finding, Outcome
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.slim.wording import REQUIRED, WORDING
from cases.schemes.slim.wording.activities import ACTIVITIES, activities_in_words
from tests.schemes.slim.letter_samples import AMOUNTS, KINDS, NEW, SHARE, letter, sample, without

OUTSIDE = Finding("costs_in_period", "SLIM 5", Outcome.NOT_MET, {}, "Alle kosten zijn in de projectperiode gemaakt.")

# --- the grant: slim.md 7.1 and awb.md 6.1 -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param("SLIM-2020-00017", id="slim 7.1-1 reference"),
        pytest.param("Op 2 maart 2020 kregen wij uw aanvraag", id="slim 7.1-1 day of application"),
        pytest.param("Een methode ontwikkelen of invoeren", id="slim 7.1-2 Awb 4:30 activities"),
        pytest.param("Wij verlenen € 24.100,50. Dit is het hoogste bedrag", id="slim 7.1-3 Awb 4:31 maximum"),
        pytest.param("Einde van de initiatiefperiode", id="slim 7.1-4 period"),
        pytest.param("Uiterlijk stellen wij de subsidie vast", id="slim 7.1-4 Aanwijzing 7 lid 2b"),
        pytest.param("(SLIM 5).", id="slim 7.1-5 start within three months"),
        pytest.param("Meld het direct als u een activiteit niet", id="slim 7.1-5 Aanwijzing 8 report"),
        pytest.param("Werk mee aan controles", id="slim 7.1-5 checks"),
        pytest.param("U krijgt een voorschot van € 12.050,25 (Awb 4:95).", id="slim 7.1-6 advance"),
        pytest.param("Vraag ons uiterlijk op", id="slim 7.1-7 settlement"),
        pytest.param("Maak ten minste 60 % van de begrote kosten (SLIM 24 lid 4).", id="slim 7.1-7 floor"),
        pytest.param("U heeft niet aan een verplichting voldaan.", id="slim 7.1-7 Awb 4:46 lid 2"),
        pytest.param("Wij kunnen de subsidie intrekken of verlagen (Awb 4:48).", id="slim 7.1-8 withdrawal"),
        pytest.param("wettelijke rente (Awb 4:97 en Awb 4:98)", id="slim 7.1-8 interest"),
        pytest.param("de-minimissteun onder Voorbeeld van de minimis regulation", id="slim 7.1-9 own regulation"),
        pytest.param("Wij houden een registratie bij van ernstige onregelmatigheden.", id="awb 6.1 register"),
        pytest.param("De begroting voor Voorbeeld van budget year is nog niet vastgesteld.", id="awb 6.1 Awb 4:34"),
    ],
)
def test_grant_holds_what_the_law_asks(expected: str) -> None:
    assert expected in letter("grant")


def test_grant_without_advance_says_that_the_applicant_pays_first() -> None:
    facts = sample("grant")
    for amounts in (without(facts, "advance").amounts, {**facts.amounts, "advance": euro("0")}):
        text = letter("grant", replace(facts, amounts=amounts))
        assert "U krijgt bij dit besluit geen voorschot." in text
        assert "€ 0,00" not in text


def test_grant_below_25000_from_2025_is_settled_ex_officio_and_needs_no_administration() -> None:
    facts = replace(without(sample("grant"), "settlement_request_due"), values=NEW)
    text = letter("grant", facts)
    assert "U hoeft geen vaststelling te vragen." in text
    assert "Houd een administratie bij." not in text


def test_articles_follow_the_renumbering_of_2025() -> None:
    text = letter("grant", replace(sample("grant"), values=NEW, calculation=Calculation((SHARE,))))
    assert "(SLIM 2.26 lid 4)" in text
    assert "(SLIM 2.6)" in text
    assert "SLIM 24" not in text


def test_regulation_comes_from_the_rule_version_where_the_decision_names_no_other() -> None:
    text = letter("grant", without(sample("grant"), "de_minimis_regulation"))
    assert "de-minimissteun onder Verordening (EU) nr. 1407/2013." in text


def test_leader_of_a_partnership_is_told_so_and_a_single_firm_is_not() -> None:
    assert "penvoerder" not in letter("grant")
    assert "U bent de penvoerder" in letter("grant", replace(sample("grant"), applicant_kind="SWV"))


def test_activities_are_described_one_per_line() -> None:
    assert activities_in_words(ACTIVITIES).count("\n") == 3
    with pytest.raises(KeyError):
        activities_in_words("z")


# --- the draw and the ceiling -------------------------------------------------------------------------------------


def test_ceiling_refusal_names_ceiling_order_own_number_and_how_to_check() -> None:
    facts = without(sample("ceiling_refusal"), "notary")
    text = letter("ceiling_refusal", facts)
    for expected in ("€ 15.000.000,00", "nummer 731", "2117 aanvragen", "SHA-256", "Awb 4:25 lid 2"):
        assert expected in text
    assert "Bron: Voorbeeld van public value source." in text


def test_refusal_at_the_ceiling_in_order_of_arrival_names_no_lot() -> None:
    facts = without(sample("ceiling_refusal"), "lot_number")
    text = letter("ceiling_refusal", facts)
    assert "Uw aanvraag was compleet op" in text
    assert "loting" not in text


def test_draw_by_a_notary_names_the_notary_and_no_computer() -> None:
    facts = sample("lot_result")
    text = letter("lot_result", replace(facts, texts={**facts.texts, "notary": "Notaris X"}))
    assert "De loting is gedaan door Notaris X." in text
    assert "computer" not in text


# --- settlement and recovery --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to_pay", "to_recover", "expected"),
    [
        ("100.25", "0", "U krijgt nog € 100,25."),
        ("0", "3049.50", "U heeft € 3.049,50 te veel gekregen."),
        ("0", "0", "U krijgt geen geld meer. U hoeft ook niets terug te betalen."),
    ],
)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if "to_pay" in REQUIRED[kind].amounts])
def test_settlement_says_what_follows_for_the_money(kind: str, to_pay: str, to_recover: str, expected: str) -> None:
    amounts = {**AMOUNTS, "to_pay": euro(to_pay), "to_recover": euro(to_recover)}
    facts = replace(sample(kind), amounts={name: amounts[name] for name in REQUIRED[kind].amounts})
    text = letter(kind, facts)
    assert expected in text
    assert (written(AMOUNTS["to_recover"]) in text) == (to_recover != "0")


@pytest.mark.parametrize(
    "expected",
    [
        "Voorbeeld van original decision",
        "Voorbeeld van decision reference",
        "Awb 4:57",
        "Awb 4:95 lid 4",
        "SLIM 25 lid 5",
        "NL91ABNA0417164300",
        "Voorbeeld van reference payment",
        "zes weken",
    ],
)
def test_recovery_names_decision_basis_term_account_and_reference(expected: str) -> None:
    assert expected in letter("recovery", replace(sample("recovery"), articles=("SLIM 25 lid 5",)))


def test_recovery_asks_for_the_difference_and_never_for_the_grant() -> None:
    """The defect of a known subsidy system: its recovery letter prints the full grant where the difference belongs."""
    text = letter("recovery")
    assert "Wij vragen € 3.049,50 van u terug." in text
    rows = [row for passage in WORDING["recovery"](sample("recovery")) for row in passage.rows]
    assert ("Verleende subsidie", "€ 24.100,50") in rows
    assert ("Waar u recht op heeft", "€ 9.000,75") in rows
    assert ("Door ons betaald", "€ 12.050,25") in rows
    assert ("Verschil dat u terugbetaalt", "€ 3.049,50") in rows
    assert text.count("€ 24.100,50") == 1


@pytest.mark.parametrize("name", ["reasons", "views"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_wrote_for_the_recipient_is_printed(kind: str, name: str) -> None:
    """Awb 3:46: the form says that the text comes in the decision."""
    if name in REQUIRED[kind].names:
        assert sample(kind).texts[name].splitlines()[0] in letter(kind)


def test_settlement_on_actual_costs_names_what_was_left_out() -> None:
    facts = replace(sample("settlement_actual"), findings=(OUTSIDE,))
    assert "Alle kosten zijn in de projectperiode gemaakt (SLIM 5)." in letter("settlement_actual", facts)


@pytest.mark.parametrize("kind", ["settlement_lower", "settlement_nil"])
def test_settlement_without_a_request_says_so(kind: str) -> None:
    facts = sample(kind)
    assert "zonder dat u erom heeft gevraagd" not in letter(kind, facts)
    told = letter(kind, replace(facts, articles=(*facts.articles, "Awb 4:47")))
    assert "Wij doen dit zonder dat u erom heeft gevraagd (Awb 4:47)." in told


def test_calculation_is_printed_line_by_line() -> None:
    rows = [row for passage in WORDING["settlement_actual"](sample("settlement_actual")) for row in passage.rows]
    assert rows == [
        ("Onderdeel", "Zo rekenen wij", "Artikel", "Bedrag"),
        ("Subsidiabele kosten", "kosten maal opslag (kosten: € 13.044,57; opslag: 15 %)", "SLIM 4", "€ 15.001,25"),
        ("Subsidie", "kosten maal percentage (percentage: 60 %)", "SLIM 18 lid 1", "€ 9.000,75"),
    ]


def test_ex_officio_settlement_that_is_lower_prints_its_weighing_or_does_not_go_out() -> None:
    facts = replace(without(sample("settlement_ex_officio"), "weighing"), articles=("SLIM 24", "Awb 4:46 lid 2"))
    with pytest.raises(MissingFacts, match="'settlement_ex_officio'.*tekst weighing"):
        WORDING["settlement_ex_officio"](facts)
