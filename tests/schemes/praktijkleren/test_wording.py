"""Every Praktijkleren letter composed from the facts it asks for: complete, plain, no amount that was not given, nobody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from cases.amounts import euro, written
from cases.schemes.base import LetterFacts, Outcome, Passage
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.praktijkleren.wording import FACT_NAMES, REQUIRED, WORDING, WRITERS
from tests.schemes.praktijkleren.letter_samples import (
    KINDS,
    LINES,
    NAME,
    NO_RECORD,
    RATES,
    amounts_in,
    letter,
    pieces,
    sample,
    whole,
    without,
)

EITHER = pytest.mark.parametrize("everything", [False, True], ids=["only what is required", "everything"])


def sentences(passages: Sequence[Passage]) -> list[str]:
    """The running text, without tables, headings and the citations of articles."""
    running = [p.text for p in passages if p.kind == "paragraph"] + [item for p in passages for item in p.items]
    plain = (re.sub(r"\s*\([^)]*\)", "", text) for text in running)
    split = (sentence for text in plain for sentence in re.split(r"(?<=[.?!:])\s+", text))
    return [sentence for sentence in split if re.search(r"[a-z]{2}", sentence)]


def composed(kind: str, *, everything: bool) -> Sequence[Passage]:
    """Compose a letter; with a payment its day is required too."""
    return WORDING[kind](sample(kind, everything=everything))


def test_every_kind_has_its_wording_and_its_row_of_facts() -> None:
    assert sorted(WORDING) == sorted(REQUIRED) == sorted(WRITERS)


def test_every_fact_name_is_explained_and_used() -> None:
    used = {name for required in REQUIRED.values() for name in required.names}
    assert used == set(FACT_NAMES)


@EITHER
@pytest.mark.parametrize("kind", KINDS)
def test_letter_composes_from_its_facts_without_a_gap(kind: str, everything: bool) -> None:
    passages = composed(kind, everything=everything)
    text = whole(passages)
    assert not re.search(r"\bNone\b|[{}]|\(\)|  | \.|\bnan\b", text)
    assert all(any(pieces([passage])) for passage in passages)
    assert all(len(row) == len(p.rows[0]) for p in passages for row in p.rows)
    assert all(cell.strip() for p in passages for row in p.rows for cell in row)


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_stands_without_text_below_it(kind: str) -> None:
    kinds = [passage.kind for passage in composed(kind, everything=True)]
    assert ("heading", "heading") not in set(pairwise(kinds))
    assert kinds[-1] != "heading"


@EITHER
@pytest.mark.parametrize("kind", KINDS)
def test_letter_prints_no_amount_that_was_not_given(kind: str, everything: bool) -> None:
    facts = sample(kind, everything=everything)
    given = {written(amount) for amount in facts.amounts.values()}
    by_line = {written(line.amount) for line in facts.lines} | {
        written(c.amount) for x in facts.lines for c in x.claims
    }
    by_rate = {written(each) for rate in facts.rates for each in (rate.unit_amount, rate.ceiling + rate.added)}
    assert amounts_in(letter(kind, facts)) <= given | by_line | by_rate


@pytest.mark.parametrize("kind", KINDS)
def test_letter_without_a_fact_that_it_needs_is_not_made(kind: str) -> None:
    required = REQUIRED[kind]
    for name in (*required.amounts, *required.dates, *required.texts):
        with pytest.raises(MissingFacts, match=name):
            WORDING[kind](without(sample(kind), name))


@pytest.mark.parametrize("kind", KINDS)
def test_name_with_markup_passes_as_plain_text(kind: str) -> None:
    assert NAME in letter(kind)


@EITHER
@pytest.mark.parametrize("kind", KINDS)
def test_letter_is_readable(kind: str, everything: bool) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(composed(kind, everything=everything))]
    assert sum(lengths) <= 15 * len(lengths)
    assert max(lengths) <= 25


@pytest.mark.parametrize("kind", KINDS)
def test_letter_reads_only_facts_that_its_row_names(kind: str) -> None:
    read: set[str] = set()
    facts = sample(kind)
    WRITERS[kind](
        replace(
            facts,
            amounts=Watched(facts.amounts, read),
            dates=Watched(facts.dates, read),
            texts=Watched(facts.texts, read),
        )
    )
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
        """Give a fact, noting that it was read."""
        if name in self:
            self.read.add(name)
        return super().get(name, default)


# --- what single letters must say ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param("PRAK-2019-00017", id="reference"),
        pytest.param("zonder eerst een subsidie te verlenen (Awb 4:43)", id="Awb-4:43"),
        pytest.param("Eén regel wijzen wij af.", id="partly-refused"),
        pytest.param("Over één of meer regels beslissen wij later.", id="line-still-to-come"),
        pytest.param(
            "Niet voldaan: De werkgever heeft een aanwezigheidsregistratie (Praktijkleren 5 onder d).", id="ground"
        ),
        pytest.param("Voor een deel niet voldaan: Niet meer subsidie gevraagd", id="article-20-voor-zover"),
        pytest.param("(Praktijkleren 20 onder a).", id="article-20"),
        pytest.param("36 van 40 weken", id="weeks"),
        pytest.param("82,1 %", id="rate-of-the-year"),
        pytest.param("88.802,00", id="demand"),
        pytest.param("€ 196.848.000,00", id="ceiling"),
        pytest.param("€ 47,95", id="weekly-supplement"),
        pytest.param("€ 1.726,20", id="supplement-of-a-line"),
        pytest.param("Dat ronden wij naar beneden af.", id="rounding"),
        pytest.param("Doe dat tot en met ", id="23-until"),
        pytest.param("(Praktijkleren 23).", id="23"),
        pytest.param("Meld dat dan direct bij ons (OCW 9).", id="OCW-9"),
        pytest.param("in één keer", id="OCW-11"),
        pytest.param("Dan kunnen wij dit besluit wijzigen (Awb 4:49).", id="Awb-4:49"),
    ],
)
def test_settlement_says_what_the_law_asks(expected: str) -> None:
    facts = replace(
        sample("direct_settlement"), amounts={**sample("direct_settlement").amounts, "to_recover": euro("0")}
    )
    assert expected in letter("direct_settlement", facts)


@pytest.mark.parametrize(
    ("settled", "told", "untold"),
    [
        pytest.param("24999.99", "in één keer (OCW 11)", "OCW 8", id="OCW-11-below"),
        pytest.param("25000.00", "OCW 9", "OCW 11", id="OCW-11-from"),
        pytest.param("124999.99", "(Praktijkleren 23).", "OCW 8", id="OCW-8-below"),
        pytest.param("125000.00", "omdat uw subsidie hoog is (Praktijkleren 23, OCW 8).", "OCW 11", id="OCW-8"),
    ],
)
def test_settlement_says_of_the_ocw_subsidies_act_only_what_holds_for_its_amount(
    settled: str, told: str, untold: str
) -> None:
    amounts = {"settled": euro(settled), "to_pay": euro(settled)}
    text = letter("direct_settlement", replace(sample("direct_settlement"), amounts=amounts))
    assert told in text
    assert untold not in text


def test_settlement_names_no_student() -> None:
    text = letter("direct_settlement")
    assert "Wij noemen geen namen." in text
    assert all(line.label not in text for line in LINES)


def test_settlement_of_which_every_line_is_met_speaks_of_no_refusal() -> None:
    facts = replace(sample("direct_settlement"), lines=LINES[:1], rates=RATES[:1])
    text = letter("direct_settlement", facts)
    assert "wijzen wij af" not in text
    assert "beslissen wij later" not in text
    assert "Toegekend." in text


def test_left_over_of_other_budgets_is_told() -> None:
    added = tuple(replace(rate, added=euro("1000000")) for rate in RATES)
    text = letter("direct_settlement", replace(sample("direct_settlement"), rates=added))
    assert "Wat in een ander onderdeel overbleef, is verdeeld (Praktijkleren 14 lid 2)." in text
    assert "€ 197.848.000,00" in text


def test_advance_of_2020_is_set_off() -> None:
    facts = sample("direct_settlement")
    named = {**facts.texts, "advances": "Voorschot PRAK-1: € 500,00.\nVoorschot PRAK-2: € 611,10."}
    text = letter("direct_settlement", replace(facts, texts=named))
    assert "als voorschot kreeg, trekken wij € " in text
    assert "af (Awb 4:95 lid 4).\nVoorschot PRAK-1: € 500,00.\nVoorschot PRAK-2: € 611,10.\n" in text
    assert "voorschot" not in letter("direct_settlement", replace(facts, amounts={"settled": euro("1")}))


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"to_pay": euro("10")}, "U krijgt nog € 10,00."),
        ({"to_recover": euro("10")}, "U heeft € 10,00 te veel gekregen."),
        ({}, "U krijgt geen geld meer. U hoeft ook niets terug te betalen."),
    ],
)
def test_settlement_says_what_is_paid_or_asked_back(amounts: dict[str, Any], expected: str) -> None:
    facts = replace(sample("direct_settlement"), amounts={"settled": euro("1"), **amounts})
    assert expected in letter("direct_settlement", facts)


def test_late_application_has_a_letter_of_its_own_with_its_article() -> None:
    late = without(sample("late_refusal"), "completed_late")
    late = replace(
        late,
        texts={
            **late.texts,
            "closed": "16 september 2019 om 17:00 uur",
            "arrived": "16 september 2019 om 17:00:01 uur",
        },
    )
    assert "moest er uiterlijk op 16 september 2019 om 17:00 uur zijn. Wij kregen uw aanvraag pas op" in letter(
        "late_refusal", late
    )
    assert "pas op 16 september 2019 om 17:00:01 uur." in letter("late_refusal", late)
    assert "Praktijkleren 17 lid 3" not in letter("late_refusal", late)
    supplemented = letter("late_refusal")
    assert "De dag van de aanvulling telt als de dag van ontvangst (Praktijkleren 17 lid 3)." in supplemented
    assert "Wij hebben daarin geen keuze." in supplemented


def test_request_for_a_supplement_warns_that_it_is_the_receipt() -> None:
    text = letter("supplement_request")
    assert "uw aanvraag telt pas als ontvangen op de dag van uw aanvulling (Praktijkleren 17 lid 3)" in text
    assert "Dan moeten wij uw aanvraag afwijzen (Praktijkleren 17 lid 1)." in text


def test_demand_of_documents_names_them_and_accuses_nobody() -> None:
    assert "De aanwezigheid van regel 2." in letter("documents_request")
    plain = letter("documents_request", without(sample("documents_request"), "documents"))
    assert "de praktijkleerovereenkomst, getekend door alle partijen;" in plain
    assert "Dat wij vragen stellen, betekent niet dat er iets mis is." in plain


@pytest.mark.parametrize("kind", ["settlement_amended", "revocation", "recovery"])
def test_decision_that_takes_away_prints_its_weighing_of_interests(kind: str) -> None:
    assert "Toch weegt het doel van de regeling zwaarder." in letter(kind)
    blank = replace(sample(kind), texts={**sample(kind).texts, "weighing": "  "})
    with pytest.raises(MissingFacts, match="tekst weighing"):
        WORDING[kind](blank)


def test_amended_settlement_keeps_the_rate_of_its_year() -> None:
    assert "Het percentage van dat tijdvak verandert niet." in letter("settlement_amended")
    assert "Awb 4:49 lid 1" in letter("settlement_amended")


def test_line_won_in_objection_gets_the_rate_of_its_year() -> None:
    assert "Voor deze regel geldt het percentage van dat tijdvak." in letter("line_awarded")


@pytest.mark.parametrize("kind", ["refusal_views", "revocation_views"])
def test_invitation_to_react_says_that_it_is_no_decision(kind: str) -> None:
    text = letter(kind)
    assert "Dit is nog geen besluit." in text
    assert "U mag schriftelijk of mondeling reageren (Awb 4:9)." in text


@pytest.mark.parametrize("kind", ["refusal_views", "revocation_views", "revocation"])
def test_negative_letter_without_ground_or_reason_is_refused(kind: str) -> None:
    facts = without(replace(sample(kind), findings=()), "reasons")
    with pytest.raises(MissingFacts, match="een bevinding waaraan niet is voldaan, of tekst reasons"):
        WORDING[kind](facts)


def test_articles_of_refused_lines_are_listed() -> None:
    facts: LetterFacts = replace(sample("direct_refusal"), lines=LINES[1:2])
    assert NO_RECORD.outcome is Outcome.NOT_MET
    listed = WORDING["direct_refusal"](facts)[-1].items
    assert any("Praktijkleren 5 onder d" in item for item in listed)


def test_refused_line_counts_nothing_and_a_line_still_open_says_so() -> None:
    [lines] = (p for p in WORDING["direct_settlement"](sample("direct_settlement")) if p.text == "Uw regels")
    assert [row[2:4] for row in lines.rows[1:]] == [
        ("36 van 40 weken", "9/10"),
        ("0 van 40 weken", "0"),
        ("40 van 40 weken", "20/23"),
        ("nog open", "nog open"),
    ]


def test_amended_settlement_says_what_it_was_and_is() -> None:
    facts = sample("settlement_amended")
    told = f"Die was {written(facts.amounts['before'])}. De subsidie is nu {written(facts.amounts['settled'])}."
    assert told in letter("settlement_amended", facts)


def test_articles_are_listed_once_by_number_and_not_beside_a_part_of_them() -> None:
    cites = ("Praktijkleren 23", "Praktijkleren 5", "Praktijkleren 5 onder d", "Awb 4:57", "Awb 4:5 lid 1", "Awb 4:5")
    facts = replace(sample("line_refused"), articles=cites)
    assert WORDING["line_refused"](facts)[-1].items == (
        "Praktijkleren 5 onder d, Praktijkleren 23",
        "Awb 4:5 lid 1, Awb 4:57",
    )


def test_receipt_names_the_day_of_article_22() -> None:
    facts = replace(sample("receipt"), dates={"decision_due": date(2019, 12, 16)})
    assert "U krijgt ons besluit uiterlijk op 16 december 2019 (Praktijkleren 22)." in letter("receipt", facts)


def test_advance_obliges_to_apply() -> None:
    assert "Vraag na 1 juli de subsidie aan voor hetzelfde studiejaar. Dat is verplicht." in letter("prior_advance")
