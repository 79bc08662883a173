"""Praktijkleren as a whole: values with articles, versions, windows, buckets, terms, articles of letters, and its README."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from cases.acts import DECISIONS, LETTERS
from cases.amounts import euro
from cases.checks import problems
from cases.law import NotInForce
from cases.schemes.praktijkleren.terms import VERSIONS
from tests.schemes.praktijkleren.builders import PRAKTIJKLEREN, values

FOLDER = PRAKTIJKLEREN.samples.parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_scheme_is_sound() -> None:
    assert list(problems(PRAKTIJKLEREN)) == []


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2014, 1, 1), "V2014"),
        (date(2015, 1, 1), "V2015"),
        (date(2018, 1, 1), "V2018"),
        (date(2019, 1, 1), "V2019"),
        (date(2020, 6, 1), "V2020"),
        (date(2020, 6, 2), "V2020-voorschot"),
        (date(2020, 7, 1), "V2020-07"),
        (date(2021, 9, 16), "V2021"),
        (date(2023, 9, 15), "V2023"),
        (date(2024, 6, 3), "V2024"),
        (date(2026, 6, 2), "V2025"),
    ],
)
def test_each_day_has_its_rule_version(day: date, version: str) -> None:
    assert PRAKTIJKLEREN.version_on(day) == version
    assert PRAKTIJKLEREN.values_on(day).version == version


def test_no_value_holds_before_the_scheme() -> None:
    with pytest.raises(NotInForce):
        PRAKTIJKLEREN.values_on(date(2013, 12, 31))


def test_every_value_has_article_and_source_and_an_open_one_its_question() -> None:
    for name, dated in {**PRAKTIJKLEREN.values, "version": VERSIONS}.items():
        assert dated.article.cite, name
        assert dated.article.source.startswith("https://"), name
        assert dated.confirmed or "?" in dated.question, name
        assert min(dated.from_on) == date(2014, 1, 1), name


@pytest.mark.parametrize(
    ("name", "old_on", "old", "new_on", "new"),
    [
        ("weeks_norm_school", "2014-09-01", 23, "2015-09-01", 40),
        ("weeks_norm_hbo", "2014-09-01", 28, "2015-09-01", 42),
        ("months_norm", "2014-09-01", 8, "2015-09-01", 12),
        ("lhr_applies", "2019-09-01", False, "2020-09-01", True),
        ("lhr_applies", "2024-09-01", True, "2025-09-01", False),
        ("cyclical_applies", "2022-09-01", True, "2023-09-01", False),
        ("hbo_supplement_applies", "2020-09-01", False, "2021-09-01", True),
        ("supplement_must_be_asked", "2023-09-01", True, "2024-09-01", False),
        ("chain_mandate_needed", "2023-09-01", False, "2024-09-01", True),
        ("rod_applies", "2023-09-01", False, "2024-09-01", True),
        ("recognition_vmbo", "2023-09-01", "placement", "2024-09-01", "weeks"),
        ("advance_is_open", "2020-06-30", True, "2020-07-01", False),
    ],
)
def test_value_changes_with_the_year_of_application(
    name: str, old_on: str, old: object, new_on: str, new: object
) -> None:
    assert getattr(values(old_on), name) == old
    assert getattr(values(new_on), name) == new


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param(2, "rate_step supplement_step", id="Q2-rounding"),
        pytest.param(6, "hours_short_outcome", id="Q6-hours-of-a-part-of-the-year"),
        pytest.param(11, "sample_share", id="Q11-checks"),
    ],
)
def test_open_question_of_section_11_is_a_setting_with_its_question(question: int, names: str) -> None:
    for name in names.split():
        assert not PRAKTIJKLEREN.values[name].confirmed, (question, name)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("over de hele aanvraag?", id="Q2-rounding"),
        pytest.param("over de andere budgetten verdeeld?", id="Q3-reallocation"),
        pytest.param("per leerling over alle werkgevers samen?", id="Q7-two-employers"),
        pytest.param("Is een week een kalenderweek", id="Q8-the-week"),
        pytest.param("klimaat- en energietransitie", id="Q9-climate"),
        pytest.param("Kaderregeling subsidies OCW, SZW en VWS", id="Q10-kaderregeling"),
        pytest.param("wettelijke rente en kosten?", id="Q11-checks"),
    ],
)
def test_open_question_on_which_nothing_depends_stands_in_the_readme_without_a_setting(words: str) -> None:
    told = README.partition("## Open questions without a setting")[2].partition("\n## ")[0]
    assert words in told
    assert not any(words in dated.question for dated in PRAKTIJKLEREN.values.values())


def test_every_setting_is_read_by_code() -> None:
    root = FOLDER.parents[2]
    files = (path for part in ("cases", "workflows", "letters") for path in (root / part).rglob("*.py"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in files if path.parent != FOLDER / "terms")
    made = [re.sub(r"\{[^{}]*\}", "[a-z]+", text) for text in re.findall(r'f"(\w*\{[^"]*\}\w*)"', code)]
    patterns = [
        re.compile(text)
        for text in made
        if re.fullmatch(r"[\w\[\]+-]+", text) and re.search(r"[a-z]{3}_|_[a-z]{3}", text)
    ]
    unread = [
        name
        for name in PRAKTIJKLEREN.values
        if not re.search(rf"\b{name}\b", code)
        and not any(each.fullmatch(name) for each in patterns)
        and not name.startswith(("promovendus_", "toio_"))
    ]
    assert unread == []


def test_question_1_about_the_text_of_2023_stands_with_the_versions() -> None:
    assert not VERSIONS.confirmed
    assert VERSIONS.question in README


def test_readme_names_every_setting_and_its_question() -> None:
    for name, dated in PRAKTIJKLEREN.values.items():
        assert f"| `{name}` |" in README, name
        assert dated.confirmed or dated.question in README or dated.article.source in README, name


def test_readme_names_every_window_with_a_question() -> None:
    for window in PRAKTIJKLEREN.windows:
        assert window.confirmed or f"| `{window.code}` | {window.question} |" in README, window.code


def test_readme_names_only_settings_functions_and_tests_that_exist() -> None:
    shared = [path for path in (*FOLDER.parent.glob("*.py"), *FOLDER.parents[1].glob("windows/*.py"))]
    code = "\n".join(path.stem + path.read_text(encoding="utf-8") for path in (*FOLDER.rglob("*.py"), *shared))
    tests = "\n".join(path.name for path in FOLDER.parents[2].glob("tests/schemes/praktijkleren/*.py"))
    named = re.search(r"## Text -> function -> test\n(.*?)\n## ", README, re.S)
    assert named
    for name in re.findall(r"`([\w.]+)`", named[1]):
        last = name.split(".")[-1]
        assert (name in tests) if name.startswith("test_") else re.search(rf"\b{last}\b", code), name


# --- windows and buckets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "opens", "closes"),
    [
        pytest.param("praktijkleren-2017", "2017-06-02T09:00", "2017-09-15T17:00", id="S39"),
        pytest.param("praktijkleren-2018", "2018-06-01T09:00", "2018-09-17T17:00", id="P15"),
        pytest.param("praktijkleren-2019", "2019-06-02T09:00", "2019-09-16T17:00", id="S85"),
        pytest.param("praktijkleren-2020", "2020-07-01T09:00", "2020-09-16T17:00", id="S86"),
        pytest.param("praktijkleren-2021", "2021-06-02T09:00", "2021-09-16T17:00", id="S89"),
        pytest.param("praktijkleren-2022", "2022-06-02T09:00", "2022-09-16T17:00", id="S81"),
        pytest.param("praktijkleren-2023", "2023-06-02T09:00", "2023-09-15T17:00", id="P8"),
        pytest.param("praktijkleren-2024", "2024-06-03T09:00", "2024-09-17T17:00", id="S32"),
        pytest.param("praktijkleren-2025", "2025-06-02T09:00", "2025-09-17T17:00", id="S65"),
    ],
)
def test_window_opens_and_closes_as_published(code: str, opens: str, closes: str) -> None:
    window = next(each for each in PRAKTIJKLEREN.windows if each.code == code)
    assert f"{window.opens_at:%Y-%m-%dT%H:%M}" == opens
    assert f"{window.closes_at:%Y-%m-%dT%H:%M}" == closes


@pytest.mark.parametrize(
    ("year", "bucket", "ceiling"),
    [
        pytest.param(2015, "mbo", "188900000", id="14a"),
        pytest.param(2015, "hbo", "8000000", id="14b"),
        pytest.param(2015, "wo", "6700000", id="14c"),
        pytest.param(2015, "vo", "1400000", id="14d"),
        pytest.param(2018, "mbo", "193900000", id="S79-with-5-million-moved-forward"),
        pytest.param(2019, "mbo", "196848000", id="P3-mbo"),
        pytest.param(2019, "hbo", "3100000", id="P3-hbo"),
        pytest.param(2019, "wo", "2800000", id="P3-wo"),
        pytest.param(2019, "vo", "1300000", id="P3-vo"),
        pytest.param(2020, "mbo-lhr", "10600000", id="P4-lhr"),
        pytest.param(2021, "mbo-cyclisch", "15800000", id="S63-cyclical"),
        pytest.param(2021, "hbo-toeslag", "6700000", id="S63-hbo"),
        pytest.param(2025, "mbo", "225584000", id="S77"),
    ],
)
def test_bucket_has_the_published_ceiling(year: int, bucket: str, ceiling: str) -> None:
    window = next(each for each in PRAKTIJKLEREN.windows if each.code == f"praktijkleren-{year}")
    assert window.buckets[bucket].on(window.closes_at.date()) == euro(ceiling)


def test_ceiling_that_no_source_gives_is_left_out_and_asked_for() -> None:
    of_2024 = next(each for each in PRAKTIJKLEREN.windows if each.code == "praktijkleren-2024")
    assert set(of_2024.buckets) == {"mbo-lhr"}
    assert not of_2024.confirmed
    assert "plafonds" in of_2024.question


def test_only_the_window_of_the_staatscourant_and_that_of_2017_have_no_question() -> None:
    confirmed = [each.code for each in PRAKTIJKLEREN.windows if each.confirmed]
    assert confirmed == ["praktijkleren-2017", "praktijkleren-2019"]


def test_advance_of_2020_has_its_own_window_whose_ceiling_waits_and_is_set_off_in_the_next() -> None:
    found = {each.code: each for each in PRAKTIJKLEREN.windows}
    advance = found["praktijkleren-2020-voorschot"]
    assert found["praktijkleren-2020"].sets_off == advance.code
    assert PRAKTIJKLEREN.values[advance.ceiling_value].waits
    assert f"{advance.closes_at:%d-%m-%Y %H:%M}" == "30-06-2020 17:00"


def test_windows_follow_each_other() -> None:
    assert all(one.closes_at < other.opens_at for one, other in pairwise(PRAKTIJKLEREN.windows))


def test_places_have_a_maximum_and_supplements_have_none() -> None:
    rules = {rule.code: rule for rule in PRAKTIJKLEREN.buckets}
    assert {code for code, rule in rules.items() if rule.full_amount} == {"mbo", "hbo", "wo", "vo"}
    assert {code for code, rule in rules.items() if rule.takes_left_over} == {"mbo", "hbo", "wo", "vo"}
    in_force = values()
    assert in_force.place_maximum == euro("2700")
    assert (in_force.rate_step, in_force.supplement_step) == (Decimal("0.0001"), euro("0.01"))


# --- letters and terms -----------------------------------------------------------------------------------------------


def test_every_letter_of_its_acts_has_wording_and_articles() -> None:
    kinds = {kind for act in PRAKTIJKLEREN.transitions for kind in LETTERS.get(act, ())}
    assert kinds <= set(PRAKTIJKLEREN.wording)
    assert all(PRAKTIJKLEREN.articles_of(kind, date(2019, 12, 10)) for kind in PRAKTIJKLEREN.wording)
    assert {"direct_settlement", "direct_refusal", "late_refusal", "settlement_amended"} <= kinds & DECISIONS


def test_settlement_rests_on_settling_without_a_grant() -> None:
    assert "Awb 4:43" in PRAKTIJKLEREN.articles_of("direct_settlement", date(2019, 12, 10))
    with pytest.raises(KeyError, match="geen artikelen"):
        PRAKTIJKLEREN.articles_of("grant", date(2019, 12, 10))


@pytest.mark.parametrize(
    ("code", "length"),
    [
        ("decision", "13 weken"),
        ("supplement", "14 dagen"),
        ("views", "14 dagen"),
        ("documents", "14 dagen"),
        ("foreign_declaration", "8 weken"),
        ("objection", "6 weken"),
        ("payment", "6 weken"),
        ("revocation_bar", "5 jaar"),
        ("recovery_bar", "5 jaar"),
        ("unconsidered", "4 weken"),
        ("retention", "5 jaar"),
    ],
)
def test_scheme_gives_every_term_with_its_length(code: str, length: str) -> None:
    assert str(PRAKTIJKLEREN.terms(code, values()).length) == length


def test_unknown_term_is_told() -> None:
    with pytest.raises(KeyError, match="Praktijkleren kent geen termijn"):
        PRAKTIJKLEREN.terms("koffie", values())


def test_machine_decides_nothing_outside_a_signed_distribution() -> None:
    assert PRAKTIJKLEREN.machine is None
    assert not [act for act in PRAKTIJKLEREN.transitions if act.endswith("_by_machine")]


@pytest.mark.parametrize("act", ["supplement", "views", "withdrawal", "objection"])
def test_act_may_be_sent_by_employer_and_intermediary(act: str) -> None:
    assert PRAKTIJKLEREN.acts[act].senders == ("applicant", "intermediary")


def test_a_change_is_no_act_as_it_is_a_new_application_before_closing_and_nothing_after() -> None:
    assert set(PRAKTIJKLEREN.acts) == {"supplement", "views", "withdrawal", "objection"}
    assert "settled" not in PRAKTIJKLEREN.acts["withdrawal"].statuses


def test_scheme_without_one_of_its_letters_is_told() -> None:
    without = {kind: text for kind, text in PRAKTIJKLEREN.wording.items() if kind != "direct_settlement"}
    assert [error.id for error in problems(replace(PRAKTIJKLEREN, wording=without))] == ["cases.E011"]
