"""Each check of a scheme sees precisely the one thing that was broken in a copy, and nothing in the scheme as it is.
That `manage.py check` asks them is tested here too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error, run_checks

from cases import checks
from cases.acts import LETTERS
from cases.authority import permissions
from cases.checks import acts as act_checks
from cases.checks import machine, problems
from cases.law import Article, Dated, NotInForce
from cases.schemes.base import Scheme, WindowRule
from cases.schemes.questions import Question
from cases.schemes.registry import scheme, schemes
from cases.schemes.shapes import Column, RegisterShape, text
from cases.schemes.trainers import Supply
from cases.transitions import EVENTS

SLIM = scheme("slim")
WINDOW = SLIM.windows[0]
SIGNAL = SLIM.signals[0]
NOT_KNOWN = Dated({date(2020, 1, 1): None}, WINDOW.article, confirmed=False, question="Welk plafond gold?")
VALUE = "views_days"
TARIFFS = RegisterShape("tariffs", "Tarieven", (Column("code", "code", text),), "code")


def without(names: tuple[str, ...], *left_out: str) -> tuple[str, ...]:
    """Leave names out."""
    return tuple(name for name in names if name not in left_out)


def forced(kind: Any, **fields: Any) -> Any:
    """Make an object whose own checks would refuse these fields."""
    made = object.__new__(type(kind))
    for name, value in {**vars(kind), **fields}.items():
        object.__setattr__(made, name, value)
    return made


def with_value(**fields: Any) -> Scheme:
    """Break one value."""
    return replace(SLIM, values={**SLIM.values, VALUE: forced(SLIM.values[VALUE], **fields)})


def with_window(**fields: Any) -> Scheme:
    """Break the first window."""
    return replace(SLIM, windows=(forced(WINDOW, **fields), *SLIM.windows[1:]))


def with_signal(**fields: Any) -> Scheme:
    """Break the first signal rule."""
    return replace(SLIM, signals=(replace(SIGNAL, **fields), *SLIM.signals[1:]))


def overlapping() -> Scheme:
    """Add a window that opens for the same applicants while another is open."""
    opens_at = WINDOW.closes_at - timedelta(hours=1)
    return replace(SLIM, windows=(*SLIM.windows, replace(WINDOW, code="dubbel", opens_at=opens_at)))


def ceiling(amount: str, day: date = date(2020, 1, 1)) -> Dated[Decimal]:
    """Give a ceiling from a day on."""
    return Dated({day: Decimal(amount)}, WINDOW.article)


def articles_but_for(kind: str, from_on: date) -> Callable[[str, date], tuple[str, ...]]:
    """Forget the articles of a decision from a day on."""
    return lambda asked, day: () if asked == kind and day >= from_on else SLIM.articles_of(asked, day)


def no_articles_known(kind: str, day: date) -> tuple[str, ...]:
    """Know a grant's articles only until 2025, and say so by an error."""
    if kind == "grant" and day.year > 2025:
        raise NotInForce("geen artikelen")
    return SLIM.articles_of(kind, day)


def terms_but_for(code: str, version: str) -> Callable[[str, Any], Any]:
    """Forget a term in one version."""

    def terms(asked: str, values: Any) -> Any:
        if asked == code and values.version == version:
            raise KeyError(asked)
        return SLIM.terms(asked, values)

    return terms


CASES: Mapping[str, tuple[Callable[[], Scheme], str, str]] = {
    "a status that the law does not know": (
        lambda: replace(SLIM, statuses=(*SLIM.statuses, "on_hold")),
        "E001",
        "'on_hold'",
    ),
    "a status that nothing leads to": (
        lambda: replace(SLIM, transitions=without(SLIM.transitions, "waive")),
        "E002",
        "'waived'",
    ),
    "a status that its acts lead to but that it does not name": (
        lambda: replace(SLIM, statuses=without(SLIM.statuses, "waived")),
        "E004",
        "'waived'",
    ),
    "a transition that a case does not have": (
        lambda: replace(SLIM, transitions=(*SLIM.transitions, "forget")),
        "E005",
        "'forget'",
    ),
    "a letter without wording": (
        lambda: replace(SLIM, wording={kind: w for kind, w in SLIM.wording.items() if kind != "recovery"}),
        "E011",
        "'recovery'",
    ),
    "an objection that nobody confirms": (
        lambda: replace(SLIM, wording={kind: w for kind, w in SLIM.wording.items() if kind != "objection_receipt"}),
        "E011",
        "'objection' sends the letter 'objection_receipt'",
    ),
    "a decision without article in one version": (
        lambda: replace(SLIM, articles_of=articles_but_for("revocation", date(2026, 3, 31))),
        "E012",
        "'revocation' has no article in V2026-03-31",
    ),
    "a settlement that cannot be withdrawn on an article": (
        lambda: replace(SLIM, articles_of=articles_but_for("revocation_after_settlement", date(2026, 3, 31))),
        "E012",
        "'revocation_after_settlement' has no article in V2026-03-31",
    ),
    "a claim for the whole without article": (
        lambda: replace(SLIM, articles_of=articles_but_for("recovery_of_whole", date(2026, 3, 31))),
        "E012",
        "'recovery_of_whole' has no article in V2026-03-31",
    ),
    "a decision whose articles cannot be given": (
        lambda: replace(SLIM, articles_of=no_articles_known),
        "E012",
        "'grant'",
    ),
    "a term that a version cannot give": (
        lambda: replace(SLIM, terms=terms_but_for("start", "V2023-03")),
        "E013",
        "'start' cannot be given in V2023-03",
    ),
    "refusals without a term for objection": (
        lambda: replace(SLIM, terms=terms_but_for("objection", "V2020")),
        "E015",
        "V2020",
    ),
    "orders from others who can send no proof": (
        lambda: replace(
            SLIM,
            payee=lambda application, extracts: None,
            supply=Supply("scholingsregister", "trainer_kvk", "training"),
            acts={**SLIM.acts, "invoice": SLIM.acts["report"]},
        ),
        "E016",
        "they can send no 'proof'",
    ),
    "a value without a source": (
        lambda: with_value(article=forced(Article("Awb 4:9"), source="")),
        "E021",
        "'views_days'",
    ),
    "a value without a citation": (
        lambda: with_value(article=Article(" ", "https://wetten.overheid.nl")),
        "E021",
        "'views_days'",
    ),
    "an open value without a question": (lambda: with_value(question=" ", confirmed=False), "E022", "'views_days'"),
    "a register that does not exist": (
        lambda: replace(SLIM, asks=(*SLIM.asks, "crystal_ball")),
        "E023",
        "crystal_ball",
    ),
    "a register that goes by another name": (
        lambda: replace(SLIM, registers={"tariffs": replace(TARIFFS, name="prices")}),
        "E036",
        "'tariffs'",
    ),
    "a register with the name of another": (
        lambda: replace(SLIM, registers={"kvk": replace(TARIFFS, name="kvk")}),
        "E036",
        "'kvk'",
    ),
    "a register whose key is no column": (
        lambda: replace(SLIM, registers={"tariffs": replace(TARIFFS, key="number")}),
        "E037",
        "'tariffs'",
    ),
    "a window that closes before it opens": (
        lambda: with_window(closes_at=datetime(2020, 3, 1, tzinfo=UTC)),
        "E031",
        WINDOW.code,
    ),
    "a ceiling of nothing": (lambda: with_window(ceiling=ceiling("0.00")), "E032", WINDOW.code),
    "a ceiling that comes after the opening": (
        lambda: with_window(ceiling=ceiling("15.00", date(2020, 4, 1))),
        "E032",
        WINDOW.code,
    ),
    "a ceiling that nobody can set": (
        lambda: with_window(ceiling=NOT_KNOWN, ceiling_value="nothing"),
        "E032",
        WINDOW.code,
    ),
    "a reserve that nobody can set": (lambda: with_window(reserve_value="nothing"), "E036", WINDOW.code),
    "two windows open together": (overlapping, "E033", "open together for MKB"),
    "a window without a source": (
        lambda: with_window(article=forced(WINDOW.article, source="Staatscourant")),
        "E034",
        WINDOW.code,
    ),
    "an order without a word on the ceiling": (
        lambda: replace(SLIM, values={name: v for name, v in SLIM.values.items() if name != "last_at_ceiling"}),
        "E038",
        "'last_at_ceiling'",
    ),
    "a signal rule that is there twice": (
        lambda: replace(SLIM, signals=(*SLIM.signals, SIGNAL)),
        "E071",
        f"{SIGNAL.code!r} is there twice",
    ),
    "a signal rule without a limit of the scheme": (lambda: with_signal(limit="sense"), "E072", "'sense'"),
    "a signal rule that does not say what to look at": (lambda: with_signal(look_at=" "), "E073", SIGNAL.code),
    "a signal rule without a source": (
        lambda: with_signal(article=forced(SIGNAL.article, source="gevoel")),
        "E073",
        SIGNAL.code,
    ),
    "a signal rule that selects people": (lambda: with_signal(uses=("birth_year",)), "E074", "'birth_year'"),
    "an open window without a question": (lambda: with_window(confirmed=False, question=""), "E035", WINDOW.code),
}


def seen(broken: Scheme) -> list[tuple[str | None, str]]:
    """Give the numbers and sentences of the problems of a scheme."""
    return [(error.id, error.msg) for error in problems(broken)]


def test_every_scheme_is_complete_and_sound() -> None:
    assert [error for each in schemes().values() for error in problems(each)] == []


@pytest.mark.parametrize("name", CASES)
def test_a_check_sees_precisely_what_was_broken(name: str) -> None:
    breaking, number, named = CASES[name]
    found = seen(breaking())
    assert [entry[0] for entry in found] == [f"cases.{number}"]
    assert named in found[0][1]


@pytest.mark.parametrize("name", CASES)
def test_every_problem_is_a_sentence_with_a_hint(name: str) -> None:
    for error in problems(CASES[name][0]()):
        assert isinstance(error, Error)
        assert error.msg.startswith("Scheme slim: ")
        assert error.msg.endswith(".")
        assert error.hint


def test_a_status_that_never_reaches_closed_is_a_dead_end() -> None:
    broken = replace(SLIM, transitions=without(SLIM.transitions, "claim_back", "close"))
    found = seen(broken)
    assert {"cases.E003"} < {number for number, _ in found}
    assert any("'settled' is a dead end" in sentence for _, sentence in found)


def test_an_act_without_event_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "EVENTS", {act: event for act, event in EVENTS.items() if act != "settle"})
    assert seen(SLIM) == [("cases.E006", "Scheme slim: the act 'settle' writes no event.")]


def test_an_event_that_the_trail_does_not_know_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "EVENTS", {**EVENTS, "settle": "case.forgotten"})
    assert [number for number, _ in seen(SLIM)] == ["cases.E007"]


@pytest.mark.parametrize("roles", [None, frozenset()], ids=["no row", "an empty row"])
def test_an_act_that_nobody_may_do_is_seen(roles: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "PERMISSIONS", {**permissions.PERMISSIONS, "settle": roles})
    assert [number for number, _ in seen(SLIM)] == ["cases.E008"]


def test_a_refusal_without_a_decision_letter_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(act_checks, "LETTERS", {**LETTERS, "refuse_change": ()})
    assert [number for number, _ in seen(SLIM)] == ["cases.E014"]


SAMPLE = next(iter(sorted(SLIM.samples.glob("*.json"))))


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("niets.txt", "", "E041"),
        ("stuk.json", "{", "E042"),
        ("leeg.json", '{"scheme": "slim", "application": {}}', "E042"),
        ("zonder-dag.json", "no day", "E043"),
        ("te-vroeg.json", "2019-12-31T12:00:00+01:00", "E043"),
    ],
)
def test_a_sample_that_does_not_read_or_names_no_version_is_seen(
    name: str, text: str, number: str, tmp_path: Path
) -> None:
    tmp_path.joinpath(name).write_text(_sample_with(text), encoding="utf-8")
    assert [entry[0] for entry in seen(replace(SLIM, samples=tmp_path))] == [f"cases.{number}"]


def test_a_shape_that_the_application_is_not_read_as_is_seen() -> None:
    assert {entry[0] for entry in seen(replace(SLIM, shape=Question))} == {"cases.E046"}


def _sample_with(text: str) -> str:
    """Give the text itself, or where it is a day (or "no day") a good sample with that day."""
    if text[:1] in ("", "{"):
        return text
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    dated = f'  "received_at": "{text}",\n'
    return "".join(dated * (text != "no day") if '"received_at"' in line else line for line in lines)


def test_a_folder_that_is_no_scheme_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Mapping[str, Scheme]:
        raise TypeError("De map cases/schemes/leeg heeft geen SCHEME in __init__.py.")

    monkeypatch.setattr(checks, "schemes", broken)
    assert [error.id for error in checks.schemes_are_sound()] == ["cases.E000"]


def test_manage_py_check_asks_for_the_schemes(monkeypatch: pytest.MonkeyPatch) -> None:
    windowless: tuple[WindowRule, ...] = ()
    broken = replace(SLIM, windows=windowless, asks=("crystal_ball",))
    monkeypatch.setattr(checks, "schemes", lambda: {"slim": broken})
    assert "cases.E023" in {message.id for message in run_checks(tags=["schemes"])}


def test_a_scheme_may_ask_a_register_of_its_own() -> None:
    own = replace(SLIM, registers={"tariffs": TARIFFS}, asks=(*SLIM.asks, "tariffs"))
    assert list(problems(own)) == []


@pytest.mark.parametrize(
    ("question", "number"),
    [
        pytest.param(Question("crystal_ball", "91000001"), "E044", id="to a register that does not exist"),
        pytest.param(Question("rod", "999900006", "line:999900006"), "E045", id="found by the number of a person"),
        pytest.param(Question("rod", "999900006", "line:1"), "", id="found by the number of a line"),
        pytest.param(Question("kvk", "91000001", "91000001"), "", id="found by the number of an enterprise"),
    ],
)
def test_a_question_that_cannot_be_put_or_would_name_a_person_is_seen(question: Question, number: str) -> None:
    found = {error.id for error in problems(replace(SLIM, questions=lambda application, on: (question,)))}
    assert found == ({f"cases.{number}"} if number else set())
