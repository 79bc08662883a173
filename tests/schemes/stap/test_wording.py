"""Every STAP letter composed from the facts it asks for: complete, plain, no amount of its own, and what single kinds must say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from cases.amounts import euro, written
from cases.schemes import letters_of_delivery, letters_of_measures
from cases.schemes.base import Passage
from cases.schemes.judgement import Outcome
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.stap.wording import FACT_NAMES, REQUIRED, WORDING, WRITERS
from cases.schemes.stap.wording.texts import letter_texts
from letters.facts.names import NAMES
from tests.schemes.stap.builders import application, values
from tests.schemes.stap.letter_samples import (
    AMOUNTS,
    FINE,
    FREE,
    KINDS,
    NAME,
    TOO_LOW,
    amounts_in,
    fact_names,
    letter,
    pieces,
    sample,
    whole,
    without,
)

BOTH = pytest.mark.parametrize("everything", [False, True], ids=["only what is required", "everything"])
EVERY = pytest.mark.parametrize("kind", KINDS)


def sentences(passages: Sequence[Passage]) -> list[str]:
    """The running text, without table, headings and the citations of articles."""
    running = [p.text for p in passages if p.kind == "paragraph"] + [item for p in passages for item in p.items]
    plain = (re.sub(r"\s*\([^)]*\)", "", text) for text in running)
    split = (sentence for text in plain for sentence in re.split(r"(?<=[.?!:])\s+", text))
    return [sentence for sentence in split if re.search(r"[a-z]{2}", sentence)]


def test_every_kind_of_letter_has_its_wording_and_its_row_of_facts() -> None:
    shared = {*letters_of_delivery.WRITERS, *letters_of_measures.WRITERS}
    assert sorted(WORDING) == sorted(REQUIRED) == sorted({*KINDS, *shared})


def test_every_fact_name_is_explained_and_used() -> None:
    used = {name for required in REQUIRED.values() for name in required.names}
    assert used == set(FACT_NAMES)


@EVERY
def test_the_house_can_give_every_fact_that_a_letter_needs(kind: str) -> None:
    required = REQUIRED[kind]
    assert {*required.amounts, *required.dates, *required.texts} <= set(NAMES[kind])


@BOTH
@EVERY
def test_letter_composes_from_its_facts_without_a_gap(kind: str, everything: bool) -> None:
    passages = WORDING[kind](sample(kind, everything=everything))
    text = whole(passages)
    assert not re.search(r"\bNone\b|[{}]|\(\)|  | \.|\bnan\b", text)
    assert all(any(pieces([passage])) for passage in passages)
    assert all(len(row) == len(p.rows[0]) for p in passages for row in p.rows)


@EVERY
def test_no_heading_stands_without_text_below_it(kind: str) -> None:
    kinds = [passage.kind for passage in WORDING[kind](sample(kind))]
    assert ("heading", "heading") not in set(pairwise(kinds))
    assert kinds[-1] != "heading"


@BOTH
@EVERY
def test_letter_prints_no_amount_that_was_not_given(kind: str, everything: bool) -> None:
    facts = sample(kind, everything=everything)
    given = {written(amount) for amount in facts.amounts.values()}
    computed = {written(line.result) for line in facts.calculation.lines}
    factors = amounts_in(" ".join(number for line in facts.calculation.lines for number in line.numbers.values()))
    assert amounts_in(letter(kind, facts)) <= given | computed | factors
    assert computed <= amounts_in(letter(kind, facts))


@EVERY
def test_letter_prints_every_amount_that_it_asks_for(kind: str) -> None:
    assert {written(AMOUNTS[name]) for name in REQUIRED[kind].amounts} <= amounts_in(letter(kind))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if REQUIRED[kind].articles])
def test_decision_names_every_article_it_rests_on(kind: str) -> None:
    facts = sample(kind)
    cited = [*facts.articles, *(f.article for f in facts.findings if f.outcome is Outcome.NOT_MET)]
    cited += [line.article for line in facts.calculation.lines]
    assert all(article in letter(kind, facts) for article in cited)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if REQUIRED[kind].grounds])
def test_ground_is_named_with_its_article_and_what_was_met_is_not(kind: str) -> None:
    assert "U bent ten minste 18 jaar (STAP 5 lid 2)." in letter(kind)
    assert "U kreeg dit jaar nog geen STAP-budget (STAP-regeling)." in letter(kind)
    assert "U heeft de AOW-leeftijd niet bereikt" not in letter(kind)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in KINDS for name in sorted(fact_names(REQUIRED[kind], everything=False))]
)
def test_missing_fact_stops_the_letter_and_is_named(kind: str, name: str) -> None:
    with pytest.raises(MissingFacts, match=name):
        WORDING[kind](without(sample(kind, everything=False), name))


@pytest.mark.parametrize("kind", ["refusal", "settlement_lower", "revocation"])
def test_negative_decision_without_ground_or_reason_is_refused(kind: str) -> None:
    facts = without(replace(sample(kind), findings=(FINE,)), "reasons")
    with pytest.raises(MissingFacts, match="een bevinding waaraan niet is voldaan, of tekst reasons"):
        WORDING[kind](facts)


@pytest.mark.parametrize("kind", ["settlement_lower", "settlement_nil", "revocation", "recovery"])
def test_decision_that_takes_away_prints_its_weighing_of_interests(kind: str) -> None:
    assert "Toch weegt het doel van de regeling zwaarder." in letter(kind)
    blank = replace(sample(kind), texts={**sample(kind).texts, "weighing": "  "})
    with pytest.raises(MissingFacts, match="tekst weighing"):
        WORDING[kind](blank)


def test_finding_without_a_sentence_is_refused() -> None:
    facts = replace(sample("refusal"), findings=(replace(TOO_LOW, label=" "),))
    with pytest.raises(MissingFacts, match="de zin bij adult"):
        WORDING["refusal"](facts)


@EVERY
def test_name_with_markup_passes_as_plain_text(kind: str) -> None:
    assert NAME in letter(kind)


@BOTH
@EVERY
def test_letter_is_readable(kind: str, everything: bool) -> None:
    lengths = [len(one.split()) for one in sentences(WORDING[kind](sample(kind, everything=everything)))]
    assert sum(lengths) <= 15 * len(lengths)
    assert max(lengths) <= 25


@EVERY
def test_letter_reads_only_facts_that_its_row_names(kind: str) -> None:
    read: set[str] = set()
    facts = sample(kind)
    watched = replace(
        facts, amounts=Watched(facts.amounts, read), dates=Watched(facts.dates, read), texts=Watched(facts.texts, read)
    )
    WRITERS[kind](watched)
    assert read <= REQUIRED[kind].names | {"reasons", "views", "weighing"}


class Watched(dict[str, Any]):
    """Facts that note which of them are read."""

    def __init__(self, facts: Mapping[str, Any], read: set[str]) -> None:
        super().__init__(facts)
        self.read = read

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        if name in self:
            self.read.add(name)
        return super().get(name, default)


@EVERY
def test_no_letter_prints_a_number_of_a_person(kind: str) -> None:
    assert not re.search(r"\b\d{9}\b", letter(kind))
    assert "burgerservicenummer" not in letter(kind).lower()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Wij verlenen € 987,65.", id="P-10-bedrag"),
        pytest.param("Scholing: Lassen niveau 2, nummer S00001.", id="P-10-scholing"),
        pytest.param("Opleider: Vakschool De Eik, KvK-nummer 91000001.", id="P-10-opleider"),
        pytest.param("Eerste dag van de scholing", id="P-10-startdatum"),
        pytest.param("Einddatum van de scholing", id="P-10-einddatum"),
        pytest.param("Registratienummer", id="P-10-registratienummer"),
        pytest.param("ten minste 80 % van de scholing aanwezig", id="D-2-afronding"),
        pytest.param("Volg de scholing die hierboven staat, en rond die af.", id="D-1-plicht"),
        pytest.param("Meld het ons direct als u niet begint, stopt of niet op tijd klaar bent.", id="D-4-melden"),
        pytest.param("Wij betalen uw opleider, niet u.", id="P-11-opleider-betaald"),
        pytest.param("hoogstens twee jaar", id="R-2-uitsluiting"),
    ],
)
def test_grant_tells_all_that_the_regulation_asks(text: str) -> None:
    assert text in letter("grant")


def test_a6_grant_says_what_is_left_to_pay_where_the_training_costs_more() -> None:
    dearer = letter_texts(application(eligible_amount="1000.00", total_price="1600.00"), euro("1000.00"), values())
    left = "De scholing kost € 1.600,00. U betaalt € 600,00 zelf aan de opleider, of een ander betaalt dat."
    assert dearer["own_part"].replace("\xa0", " ") == left
    assert letter_texts(application(), euro("659.45"), values())["own_part"] == ""
    facts = sample("grant")
    assert dearer["own_part"] in letter("grant", replace(facts, texts={**facts.texts, "own_part": dearer["own_part"]}))


def test_receipt_tells_the_place_in_the_queue_once_there_is_one() -> None:
    assert "Uw aanvraag heeft nummer 731." in letter("receipt")
    assert "Uw plaats in de rij" not in letter("receipt", without(sample("receipt"), "place"))


def test_refusal_for_the_ceiling_says_that_there_is_no_waiting_list() -> None:
    assert "Er is geen wachtlijst voor een volgend tijdvak." in letter("ceiling_refusal")
    assert "Een afwijzing telt niet mee voor uw ene keer per jaar." in letter("ceiling_refusal")


def test_settlement_at_nil_says_whether_the_recipient_is_to_blame() -> None:
    sentence = "U kunt hier niets aan doen. Daarom vragen wij het geld niet van u terug."
    assert sentence not in letter("settlement_nil")
    facts = sample("settlement_nil")
    assert sentence in letter("settlement_nil", replace(facts, findings=(*facts.findings, FREE)))


def test_credits_are_named_only_for_a_training_of_several_years() -> None:
    one = letter_texts(application(), AMOUNTS["granted"], values())["settlement_documents"]
    several = letter_texts(application(is_multi_year=True), AMOUNTS["granted"], values())["settlement_documents"]
    assert "studiepunten" not in one
    assert "ten minste 80 % van de studiepunten" in several
