"""Every kind of letter, composed from a case that reached it by steps: nothing is missing, and amounts are those of the books.
The sentences of the scheme are tested beside the scheme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cases.models import Account, Case, DatedSetting, LedgerRow, User, Window
from cases.money.ledger import balances
from cases.schemes.slim.wording import REQUIRED
from letters.checks import amounts_in
from letters.facts.gathering import facts_of
from letters.facts.loading import load
from letters.facts.names import NAMES
from letters.kinds import SUBJECTS
from letters.models import Letter
from tests import make
from tests.letters import cases
from tests.letters.cases import REACHED

Reach = Callable[[], tuple[Case, date]]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"


def test_every_kind_of_letter_is_reached_and_named() -> None:
    assert {kind for kind, _ in REACHED.values()} == set(REQUIRED)
    assert set(REQUIRED) <= set(NAMES) == set(SUBJECTS)


OF_OTHERS = {"place", "own_part", "new_training", "new_starts"}
"""What only other schemes tell: the place in order of arrival, what a trainer asks above the subsidy, another training."""


@pytest.mark.parametrize("kind", REQUIRED)
def test_letter_gets_all_facts_that_its_wording_needs_and_no_other(kind: str) -> None:
    required, given = REQUIRED[kind], set(NAMES[kind])
    assert {*required.amounts, *required.dates, *required.texts} <= given <= required.names | OF_OTHERS
    assert all(given.intersection(group) for group in required.one_of)


@pytest.mark.parametrize(("kind", "reach"), REACHED.values(), ids=REACHED)
def test_letter_is_composed_without_a_problem(kind: str, reach: Reach) -> None:
    case, on = reach()
    found = cases.drafted(case, kind, on)
    assert found.problems == ()
    text = cases.said(found)
    assert f"Betreft {SUBJECTS[kind]}" in text
    assert f"Ons kenmerk {case.number}/" in text
    assert "namens de Minister van Sociale Zaken en Werkgelegenheid" in text


@pytest.mark.parametrize(
    ("kind", "reach"), [value for value in REACHED.values() if value[0] in ("refusal", "grant", "recovery")]
)
def test_letter_with_a_decision_tells_how_to_object(kind: str, reach: Reach) -> None:
    case, on = reach()
    assert "Zo maakt u bezwaar" in cases.said(cases.drafted(case, kind, on))


@pytest.mark.parametrize("name", ["receipt", "waiver", "sample", "revocation dropped"])
def test_letter_without_a_decision_does_not_invite_objections(name: str) -> None:
    kind, reach = REACHED[name]
    case, on = reach()
    assert "bezwaar" not in cases.said(cases.drafted(case, kind, on))


def test_grant_prints_what_the_ledger_committed_and_what_is_planned() -> None:
    case, on = cases.grant()
    facts = facts_of(load(cases.waiting(case, "grant").values_list("pk", flat=True))[0], on)
    assert facts.amounts["granted"] == balances(case.pk)[Account.COMMITTED]
    assert facts.amounts["advance"] == Decimal(case.payments.get().amount_cents) / 100


def test_grant_is_signed_by_who_decided_under_its_mandate() -> None:
    case, on = cases.grant()
    text = cases.said(cases.drafted(case, "grant", on))
    assert "decider Voorbeeld" in text
    assert "onder mandaat, geldig vanaf 1 januari 2019 (Awb 10:3)" in text


def test_recovery_prints_the_difference_and_never_the_whole_grant() -> None:
    """The defect of others: their letter prints the granted amount where paid less settled belongs."""
    case, on = cases.recovery()
    text = cases.said(cases.drafted(case, "recovery", on))
    sums = balances(case.pk)
    assert sums[Account.RECEIVABLE] == sums[Account.PAID] - sums[Account.COMMITTED] == Decimal("3499.50")
    claimed = next(line for line in text.splitlines() if line.startswith("Wij vragen "))
    assert amounts_in(claimed) == [Decimal("3499.50")]
    assert amounts_in(_row(text, "Verschil dat u terugbetaalt")) == [Decimal("3499.50")]
    assert amounts_in(_row(text, "Door ons betaald")) == [Decimal("12499.50")]
    assert amounts_in(_row(text, "Waar u recht op heeft")) == [Decimal("9000.00")]


def test_recovery_names_the_letter_of_the_decision_that_it_follows_from() -> None:
    case, on = cases.recovery()
    text = cases.said(cases.drafted(case, "recovery", on))
    letter = Letter.objects.get(case=case, kind="settlement_lower")
    assert f"Het kenmerk is {case.number}/{letter.pk}." in text


def test_settlement_with_more_paid_than_settled_asks_the_rest_back() -> None:
    case, on = REACHED["settled lower"][1]()
    assert "U heeft € 3.499,50 te veel gekregen." in cases.said(cases.drafted(case, "settlement_lower", on))


def test_settlement_on_actual_cost_pays_what_is_left_within_six_weeks() -> None:
    case, on = REACHED["settled on actual cost"][1]()
    found = cases.drafted(case, "settlement_actual", on)
    left = case.payments.get(kind="settlement").amount_cents
    assert f"U krijgt nog {_euro(left)}." in cases.said(found)


def test_letter_is_held_back_when_the_books_say_something_else_than_the_decision() -> None:
    case, on = cases.grant()
    grant = case.decisions.get(kind="grant")
    LedgerRow.objects.create(
        case=case, account=Account.COMMITTED, amount_cents=1, decision=grant, booked_on=on, reason="een cent te veel"
    )
    found = cases.drafted(case, "grant", on)
    assert not found.is_fit
    assert "besluit zegt € 24.999,00, de boekhouding € 24.999,01" in found.problems[0]


def test_letter_is_held_back_with_every_missing_fact_in_one_sentence() -> None:
    case, on = cases.supplement_requested()
    cases.waiting(case, "supplement_request").update(facts={})
    found = cases.drafted(case, "supplement_request", on)
    assert found.text is None
    assert "tekst missing" in found.problems[0]


def test_amount_in_the_words_of_the_recipient_does_not_hold_a_letter_back() -> None:
    case, on = REACHED["change granted"][1]()
    found = cases.drafted(case, "change_granted", on)
    assert found.is_fit
    assert "dit kost 5000 euro" in cases.said(found)


def test_grant_on_a_budget_that_is_not_adopted_holds_the_condition() -> None:
    case, on = cases.grant()
    assert "Voorwaarde" not in cases.said(cases.drafted(case, "grant", on))
    Window.objects.update(is_budget_adopted=False)
    text = cases.said(cases.drafted(case, "grant", on))
    assert "De begroting voor 2023 is nog niet vastgesteld." in text
    assert "Dat staat in Awb 4:34 en Kaderwet SZW 6." in text


def test_the_head_of_a_letter_names_who_carries_the_scheme_out() -> None:
    """slim.md 10.22: UVB or RVO is a setting, and the letter follows it."""
    case, on = cases.grant()
    assert "Uitvoering van Beleid" in cases.said(cases.drafted(case, "grant", on))
    proposer, approver = (User.objects.create(username=name) for name in ("voorsteller", "goedkeurder"))
    DatedSetting.objects.create(
        scheme="slim",
        name="executive_body",
        value="Rijksdienst voor Ondernemend Nederland",
        from_on=date(2023, 1, 1),
        source="besluit",
        proposed_by=proposer,
        approved_by=approver,
    )
    text = cases.said(cases.drafted(case, "grant", on))
    assert "Rijksdienst voor Ondernemend Nederland" in text
    assert "Uitvoering van Beleid" not in text


def test_grant_of_2025_below_the_limit_is_settled_without_request() -> None:
    case, who, on = cases.submitted("mkb-2025")
    make.granted(case, who, on=on)
    text = cases.said(cases.drafted(case, "grant", on))
    assert "U hoeft geen vaststelling te vragen." in text
    assert "Uiterlijk vaststelling vragen" not in text


def test_names_with_markup_and_emoji_are_printed_as_they_are() -> None:
    envelope = make.sample("mkb-klein-2020")
    envelope["application"]["applicant"]["name"] = "Firma <A & B> 🌱"
    case = make.submitted(envelope)
    assert "Firma <A & B> 🌱" in cases.said(cases.drafted(case, "receipt", case.received_on))


def test_a_later_application_under_the_same_number_leads_no_letter_elsewhere() -> None:
    case, on = cases.receipt()
    case.party.street, case.party.contact_name = "Ergens Anders 1", "een vreemde"
    case.party.save(update_fields=["street", "contact_name"])
    text = cases.said(cases.drafted(case, "receipt", on))
    assert "Ergens Anders" not in text
    assert "een vreemde" not in text


def test_letter_to_an_erased_party_is_held_back() -> None:
    case, on = cases.receipt()
    case.party.name = ""
    case.party.save(update_fields=["name"])
    assert "De brief heeft geen geadresseerde." in cases.drafted(case, "receipt", on).problems


def test_files_of_many_letters_take_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    case, _ = cases.recovery()
    with django_assert_max_num_queries(15):
        assert len(load(Letter.objects.filter(case=case).values_list("pk", flat=True))) == 5


def _row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(name))


def _euro(cents: int) -> str:
    return f"€ {cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
