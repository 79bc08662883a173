"""Every SLIM letter composed from the facts it asks for: complete, plain, and with no amount that was not given.
What single kinds of letter must say is tested in `test_wording_content`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from cases.amounts import euro, written
from cases.schemes.base import Outcome, Passage
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.slim.wording import FACT_NAMES, REQUIRED, WORDING, WRITERS
from tests.schemes.slim.letter_samples import (
    AMOUNTS,
    FINE,
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


def sentences(passages: Sequence[Passage]) -> list[str]:
    """The running text, without table, headings and the citations of articles."""
    running = [p.text for p in passages if p.kind == "paragraph"] + [item for p in passages for item in p.items]
    plain = (re.sub(r"\s*\([^)]*\)", "", text) for text in running)
    split = (sentence for text in plain for sentence in re.split(r"(?<=[.?!:])\s+", text))
    return [sentence for sentence in split if re.search(r"[a-z]{2}", sentence)]


def words(sentence: str) -> int:
    return len(sentence.split())


def test_every_kind_of_letter_of_the_contract_has_its_wording_and_its_row_of_facts() -> None:
    assert sorted(WORDING) == sorted(REQUIRED) == sorted(KINDS)


def test_every_fact_name_is_explained_and_used() -> None:
    used = {name for required in REQUIRED.values() for name in required.names}
    assert used == set(FACT_NAMES)


@pytest.mark.parametrize("everything", [False, True], ids=["only what is required", "everything"])
@pytest.mark.parametrize("kind", KINDS)
def test_letter_composes_from_its_facts_without_a_gap(kind: str, everything: bool) -> None:
    passages = WORDING[kind](sample(kind, everything=everything))
    text = whole(passages)
    assert not re.search(r"\bNone\b|[{}]|\(\)|  | \.|\bnan\b", text)
    assert all(any(pieces([passage])) for passage in passages)
    assert {passage.kind for passage in passages} <= {"heading", "paragraph", "list", "table"}
    assert all(len(row) == len(p.rows[0]) for p in passages for row in p.rows)


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_stands_without_text_below_it(kind: str) -> None:
    kinds = [passage.kind for passage in WORDING[kind](sample(kind))]
    assert ("heading", "heading") not in set(pairwise(kinds))
    assert kinds[-1] != "heading"


@pytest.mark.parametrize("everything", [False, True], ids=["only what is required", "everything"])
@pytest.mark.parametrize("kind", KINDS)
def test_letter_prints_no_amount_that_was_not_given(kind: str, everything: bool) -> None:
    facts = sample(kind, everything=everything)
    given = {written(amount) for amount in facts.amounts.values()}
    computed = {written(line.result) for line in facts.calculation.lines}
    factors = amounts_in(" ".join(number for line in facts.calculation.lines for number in line.numbers.values()))
    assert amounts_in(letter(kind, facts)) <= given | computed | factors
    assert computed <= amounts_in(letter(kind, facts))


@pytest.mark.parametrize("kind", KINDS)
def test_letter_prints_every_amount_that_it_asks_for(kind: str) -> None:
    facts = sample(kind)
    silent = {"to_pay"}  # of what is to pay and what is claimed back, one is printed
    expected = {written(AMOUNTS[name]) for name in set(REQUIRED[kind].amounts) - silent}
    assert expected <= amounts_in(letter(kind, facts))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if REQUIRED[kind].articles])
def test_decision_names_every_article_it_rests_on(kind: str) -> None:
    facts = sample(kind)
    text = letter(kind, facts)
    cited = [*facts.articles, *(f.article for f in facts.findings if f.outcome is Outcome.NOT_MET)]
    cited += [line.article for line in facts.calculation.lines]
    assert all(article in text for article in cited)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if REQUIRED[kind].grounds])
def test_ground_is_named_with_its_article_and_what_was_met_is_not(kind: str) -> None:
    text = letter(kind)
    assert "De kosten zijn ten minste het minimum (SLIM 4 lid 2)." in text
    assert "U doet in dit tijdvak één aanvraag (SLIM 7 lid 4)." in text
    assert "De onderneming is klein" not in text


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in KINDS for name in sorted(fact_names(REQUIRED[kind], everything=False))]
)
def test_missing_fact_stops_the_letter_and_is_named(kind: str, name: str) -> None:
    facts = without(sample(kind, everything=False), name)
    if name == "payment_due" and name not in REQUIRED[kind].dates:
        facts = replace(facts, amounts={**facts.amounts, "to_pay": euro("10"), "to_recover": euro("0")})
    with pytest.raises(MissingFacts, match=name):
        WORDING[kind](facts)


def test_all_that_is_missing_is_told_at_once_in_dutch() -> None:
    facts = replace(sample("recovery"), amounts={}, texts={}, articles=())
    with pytest.raises(MissingFacts) as caught:
        WORDING["recovery"](facts)
    assert {"bedrag to_recover", "tekst weighing", "de artikelen van het besluit"} <= set(caught.value.names)
    assert "Vul het aan in het besluit en maak de brief opnieuw." in str(caught.value)


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
    with pytest.raises(MissingFacts, match="de zin bij minimum_cost"):
        WORDING["refusal"](facts)


@pytest.mark.parametrize("kind", KINDS)
def test_name_with_markup_passes_as_plain_text(kind: str) -> None:
    assert NAME in letter(kind)


@pytest.mark.parametrize("everything", [False, True], ids=["only what is required", "everything"])
@pytest.mark.parametrize("kind", KINDS)
def test_letter_is_readable(kind: str, everything: bool) -> None:
    lengths = [words(sentence) for sentence in sentences(WORDING[kind](sample(kind, everything=everything)))]
    assert sum(lengths) <= 15 * len(lengths)
    assert max(lengths) <= 25


@pytest.mark.parametrize("kind", KINDS)
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
