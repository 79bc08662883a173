"""STAP as a whole: values with articles, versions, terms, machine, open questions, and how it is found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cases.authority.permissions import MACHINE
from cases.law import NotInForce
from cases.schemes.registry import scheme, schemes
from cases.schemes.stap.terms import VERSIONS
from tests.schemes.stap.builders import STAP, application, file, finding, judged, values


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2022, 1, 1), "V2022"),
        (date(2022, 3, 1), "V2022-02"),
        (date(2022, 5, 2), "V2022-02"),
        (date(2022, 5, 9), "V2022-05"),
        (date(2022, 10, 31), "V2022-05"),
        (date(2022, 11, 1), "V2022-11"),
        (date(2023, 2, 7), "V2023-02"),
        (date(2023, 3, 17), "V2023-02-28"),
        (date(2023, 5, 1), "V2023-05"),
        (date(2023, 7, 3), "V2023-07"),
        (date(2023, 7, 24), "V2023-07"),
        (date(2023, 7, 25), "V2023-07-25"),
        (date(2023, 12, 31), "V2023-07-25"),
        (date(2026, 12, 31), "V2024"),
    ],
)
def test_each_day_has_its_rule_version(day: date, version: str) -> None:
    assert STAP.version_on(day) == version
    assert STAP.values_on(day).version == version


def test_no_value_holds_before_the_scheme() -> None:
    with pytest.raises(NotInForce):
        STAP.values_on(date(2021, 12, 31))


def test_every_value_has_article_and_source_and_an_open_one_its_question() -> None:
    for name, dated in {**STAP.values, "version": VERSIONS}.items():
        assert dated.article.cite, name
        assert dated.article.source.startswith("https://"), name
        assert dated.confirmed or "?" in dated.question, name
        assert min(dated.from_on) == date(2022, 1, 1), name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (1, "version"),
        (2, "minimum_amount"),
        (3, "ceiling_2022_2 ceiling_2022_4 window_closes_on manual_reserve manual_overrun"),
        (4, "insured_counted_from"),
        (5, "third_party_excess"),
        (6, "mbo4_compartment mbo4_education"),
        (7, "training_cap_works_from trainer_recovery_article"),
        (8, "settlement_weeks no_proof_means part_attendance_means"),
        (9, "bankrupt_trainer_is_blame cooling_off_is_blame"),
        (10, "withdrawn_grant_frees_year"),
    ],
)
def test_each_open_question_of_the_sources_is_an_unconfirmed_setting(question: int, names: str) -> None:
    known = {**STAP.values, "version": VERSIONS}
    assert all(not known[name].confirmed for name in names.split()), question


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("minimum_amount", "2022-03-01", Decimal("0.00")),
        ("insured_counted_from", "2022-03-01", "month"),
        ("training_cap_works_from", "2023-05-01", "next_window"),
        ("mbo4_compartment", "2023-05-01", False),
        ("last_at_ceiling", "2023-05-01", "refuse"),
        ("no_proof_means", "2024-01-08", "nil"),
        ("trainer_recovery_article", "2024-01-08", ""),
        ("withdrawn_grant_frees_year", "2022-09-01", False),
        ("manual_reserve", "2023-05-01", Decimal("0.00")),
        ("manual_overrun", "2022-03-01", Decimal("0.00")),
    ],
)
def test_open_questions_have_their_default(name: str, day: str, value: object) -> None:
    assert getattr(values(day), name) == value
    assert not STAP.values[name].confirmed


def test_only_the_settlement_term_and_the_unknown_ceilings_have_no_default() -> None:
    assert set(values().unset) == {"settlement_weeks", "ceiling_2022_2", "ceiling_2022_4"}


@pytest.mark.parametrize(
    ("code", "length"),
    [
        ("decision", "4 weken"),
        ("supplement", "14 dagen"),
        ("views", "14 dagen"),
        ("unconsidered", "4 weken"),
        ("objection", "6 weken"),
        ("payment", "6 weken"),
        ("start", "3 maanden"),
        ("duration", "12 maanden"),
        ("settlement_request", "3 maanden"),
        ("settlement_reminder", "14 dagen"),
        ("retention", "10 jaar"),
    ],
)
def test_scheme_gives_every_term_with_its_length(code: str, length: str) -> None:
    assert str(STAP.terms(code, values()).length) == length


def test_unknown_term_is_told() -> None:
    with pytest.raises(KeyError, match="STAP kent geen termijn"):
        STAP.terms("koffie", values())


def test_every_letter_has_articles_and_an_unknown_one_is_told() -> None:
    assert all(STAP.articles_of(letter, date(2023, 5, 1)) for letter in STAP.wording)
    with pytest.raises(KeyError, match="geen artikelen"):
        STAP.articles_of("gift", date(2023, 5, 1))


def test_registry_finds_the_folder() -> None:
    assert schemes()["stap"] is scheme("stap")


def test_a_machine_has_all_its_acts_and_no_act_of_a_person() -> None:
    assert set(STAP.transitions) >= MACHINE
    assert STAP.machine is not None


@pytest.mark.parametrize(
    ("born_on", "extracts", "registration", "code"),
    [
        pytest.param("2006-01-01", file(), {}, "adult", id="te-jong-op-eigen-geboortedatum"),
        pytest.param("1950-01-01", file(), {}, "", id="geboren-voor-de-tabel-is-voor-een-mens"),
        pytest.param("1956-06-01", file(), {}, "pension_age", id="AOW-leeftijd-bereikt"),
        pytest.param("1988-04-12", file(grants_this_year=1), {}, "one_grant_a_year", id="dit-jaar-al-verleend"),
        pytest.param("1988-04-12", file(), {"starts_on": "2023-05-20"}, "start_not_too_early", id="te-vroege-start"),
        pytest.param("1988-04-12", file(), {"starts_on": "2023-10-02"}, "start_not_too_late", id="te-late-start"),
        pytest.param("1988-04-12", file(), {"eligible_amount": "0.00"}, "amount", id="niets-te-betalen"),
        pytest.param(
            "1988-04-12", file(taken_before={"training:S00001": 300}), {}, "", id="verleningsgrens-is-voor-een-mens"
        ),
        pytest.param(
            "2000-01-01", file(), {"mode": "voltijd", "is_multi_year": True}, "", id="onder-30-is-voor-een-mens"
        ),
    ],
)
def test_what_a_machine_may_refuse_on(
    born_on: str, extracts: object, registration: dict[str, object], code: str
) -> None:
    assert STAP.machine is not None
    found = judged(application(born_on, **registration), extracts=extracts)  # type: ignore[arg-type]
    grounds = {each.code for each in found.grounds}
    assert found.outcome in ("refuse", "person")
    assert (grounds if grounds <= STAP.machine.refuses_on else set()) == ({code} if code else set())


def test_a_ground_says_its_condition_with_its_article() -> None:
    found = finding(judged(application("2006-01-01")), "adult")
    assert (found.label, found.article) == ("U bent op de dag van de aanvraag ten minste 18 jaar.", "STAP 5 lid 2")


def test_readme_names_every_setting_and_its_question() -> None:
    text = (STAP.samples.parent / "README.md").read_text()
    for name, dated in STAP.values.items():
        assert f"| `{name}` |" in text, name
        assert dated.confirmed or dated.question in text or dated.article.source in text, name
    for window in STAP.windows:
        assert window.confirmed or f"| `{window.code}` | {window.question} |" in text


def test_readme_maps_articles_to_functions_and_tests_that_exist() -> None:
    text = (STAP.samples.parent / "README.md").read_text()
    folder = STAP.samples.parents[3] / "tests" / "schemes" / "stap"
    named = {word for word in text.replace("`", " ").split() if word.startswith("test_") and word.endswith(".py")}
    assert named
    assert all((folder / name).exists() for name in named), named
