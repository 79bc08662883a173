"""Every letter composed from the facts it asks for: complete, plain, no amount of its own, and what single kinds must say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from cases.acts import CONFIRMED, LETTERS
from cases.amounts import written
from cases.schemes.base import Passage
from cases.schemes.judgement import Outcome
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.ontwikkeladvies.wording import FACT_NAMES, REQUIRED, WORDING
from letters.facts.names import NAMES
from tests.schemes.ontwikkeladvies.builders import ADVICE
from tests.schemes.ontwikkeladvies.letter_samples import (
    FINE,
    KINDS,
    NAME,
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


def test_letters_are_those_that_the_acts_of_the_scheme_send() -> None:
    sent = {kind for act in ADVICE.transitions for kind in LETTERS.get(act, ())}
    confirmed = {kind for act, kind in CONFIRMED.items() if act in ADVICE.acts}
    assert set(WORDING) == set(REQUIRED) == {"receipt", *sent, *confirmed}


def test_every_fact_name_is_explained_and_used() -> None:
    assert {name for required in REQUIRED.values() for name in required.names} == set(FACT_NAMES)


@EVERY
def test_the_house_can_give_every_fact_that_a_letter_needs(kind: str) -> None:
    required = REQUIRED[kind]
    assert {*required.amounts, *required.dates, *required.texts} <= set(NAMES[kind])


@BOTH
@EVERY
def test_letter_composes_from_its_facts_without_a_gap(kind: str, everything: bool) -> None:
    passages = WORDING[kind](sample(kind, everything=everything))
    assert not re.search(r"\bNone\b|[{}]|\(\)|  | \.|\bnan\b", whole(passages))
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
    assert amounts_in(letter(kind, facts)) <= given | computed
    assert computed <= amounts_in(letter(kind, facts))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if REQUIRED[kind].articles])
def test_decision_names_every_article_it_rests_on(kind: str) -> None:
    facts = sample(kind)
    cited = [*facts.articles, *(f.article for f in facts.findings if f.outcome is Outcome.NOT_MET)]
    assert all(article in letter(kind, facts) for article in cited)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if REQUIRED[kind].grounds])
def test_ground_is_named_with_its_article_and_what_was_met_is_not(kind: str) -> None:
    assert "De deelnemer heeft ten hoogste mbo-2 (Ontwikkeladvies 1)." in letter(kind)
    assert FINE.label not in letter(kind)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in KINDS for name in sorted(fact_names(REQUIRED[kind], everything=False))]
)
def test_missing_fact_stops_the_letter_and_is_named(kind: str, name: str) -> None:
    with pytest.raises(MissingFacts, match=name):
        WORDING[kind](without(sample(kind, everything=False), name))


@pytest.mark.parametrize("kind", ["revocation", "recovery"])
def test_decision_that_takes_away_prints_its_weighing_of_interests(kind: str) -> None:
    assert "Toch weegt het doel van de regeling zwaarder." in letter(kind)
    blank = replace(sample(kind), texts={**sample(kind).texts, "weighing": "  "})
    with pytest.raises(MissingFacts, match="tekst weighing"):
        WORDING[kind](blank)


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
def test_no_letter_prints_a_number_of_a_person(kind: str) -> None:
    assert not re.search(r"\b\d{9}\b", letter(kind))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("direct_settlement", "Wij stellen uw subsidie vast op € 702,00.", id="Awb 4:43"),
        pytest.param("direct_settlement", "U krijgt nog € 704,00.", id="Awb 4:87"),
        pytest.param("direct_settlement", "Bewaar geen kopie van het identiteitsbewijs", id="OA-5"),
        pytest.param("direct_settlement", "De deelnemer betaalt niets.", id="OA-11"),
        pytest.param("receipt", "Een medewerker beoordeelt uw aanvraag.", id="geen machine"),
        pytest.param("recovery", "van u terug, en niet van de deelnemer.", id="OA-11"),
        pytest.param("recovery", "Vastgestelde subsidie", id="Awb 4:43, niets was verleend"),
    ],
)
def test_letter_says_what_the_scheme_asks(kind: str, text: str) -> None:
    assert text in letter(kind)


def test_recovery_after_a_settlement_names_no_advance() -> None:
    assert "4:95" not in letter("recovery")
    assert "Verleende" not in letter("recovery")
