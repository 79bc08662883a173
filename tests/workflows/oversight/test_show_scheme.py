"""`show_scheme` shows what holds on a day: as text, as the same data in JSON, and as a drawing. It needs no database."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.machine import arrows
from cases.models import Status
from cases.schemes.registry import scheme, schemes
from cases.schemes.versions import begins_on, first_days

SLIM = scheme("slim")


def shown(*arguments: str) -> str:
    """Give what the command prints."""
    out = StringIO()
    call_command("show_scheme", *arguments, stdout=out, skip_checks=True)
    return out.getvalue()


def as_data(code: str, on: str) -> dict[str, Any]:
    """Give the JSON form, decoded."""
    data: dict[str, Any] = json.loads(shown(code, "--on", on, "--format", "json"))
    return data


@pytest.mark.parametrize("code", schemes())
def test_every_version_of_every_scheme_can_be_shown_in_every_format(code: str) -> None:
    for version, day in first_days(scheme(code)).items():
        data = as_data(code, day.isoformat())
        assert (data["version"], data["version_from"]) == (version, day.isoformat())
        assert f"versie {version}" in shown(code, "--on", day.isoformat())
        assert shown(code, "--on", day.isoformat(), "--format", "mermaid").startswith("stateDiagram-v2\n")


def test_values_are_those_of_the_day_with_article_source_and_question() -> None:
    values = {entry["name"]: entry for entry in as_data("slim", "2025-09-02")["values"]}
    assert values["percentage_mkb_small"]["value"] == "0.60"
    assert values["percentage_mkb_small"]["from"] == "2025-01-01"
    assert values["percentage_mkb_small"]["article"] == "SLIM 2.20 lid 1"
    assert all(entry["source"].startswith("https://") for entry in values.values())
    assert all(entry["confirmed"] or entry["question"] for entry in values.values())


def test_the_text_names_acts_with_roles_mandate_letter_article_and_term() -> None:
    text = shown("slim", "--on", "2023-03-15")
    grant = text.index("-> Verleend: subsidie verlenen (grant)")
    block = text[grant : text.index("  ->", grant + 1)]
    assert "door: beslisser, met mandaat, niet door de beoordelaar" in block
    assert "brief: Verlening (Awb 4:29" in block
    assert "termijn: Betaaltermijn, 6 weken (Awb 4:87 lid 1)" in block


def test_the_text_holds_every_open_question() -> None:
    text, data = shown("slim", "--on", "2026-04-01"), as_data("slim", "2026-04-01")
    open_names = [entry["name"] for entry in data["values"] if not entry["confirmed"]]
    for name in open_names:
        assert f"\n{name}: " in text[text.index("OPEN VRAGEN") :]


def test_a_window_says_whether_it_is_open_on_the_day() -> None:
    windows = as_data("slim", "2020-03-15")["windows"]
    assert [window["window"] for window in windows if window["is_open"]] == ["slim-2020-1"]
    assert windows[0]["ceilings"] == {"2020-01-01": "15000000.00"}


def test_the_drawing_holds_every_status_and_every_arrow_with_dutch_labels() -> None:
    drawing = shown("slim", "--on", "2020-03-15", "--format", "mermaid")
    assert set(re.findall(r'state "(.+)" as \w+', drawing)) == {str(Status(status).label) for status in SLIM.statuses}
    drawn = re.findall(r"^    (\w+) --> (\w+): [a-zë ]+$", drawing, re.MULTILINE)
    assert sorted(drawn) == sorted((arrow.source, arrow.target) for arrow in arrows(SLIM))
    assert "    [*] --> submitted\n" in drawing
    assert drawing.rstrip().endswith("closed --> [*]")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("lomp",), "Er is geen regeling 'lomp'. Kies uit: "),
        (("slim", "--on", "2019-12-31"), "De regeling SLIM geldt vanaf 01-01-2020."),
    ],
    ids=["an unknown scheme", "the day before the scheme"],
)
def test_what_cannot_be_shown_ends_with_two_and_a_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=re.escape(sentence)) as refused:
        shown(*arguments)
    assert refused.value.returncode == 2


def test_the_first_day_can_be_shown_and_the_day_before_is_before_the_scheme() -> None:
    first = begins_on(SLIM)
    assert first == date(2020, 1, 1)
    assert as_data("slim", first.isoformat())["version"] == "V2020"
    with pytest.raises(CommandError):
        shown("slim", "--on", (first - timedelta(days=1)).isoformat())


@pytest.mark.parametrize("code", schemes())
def test_the_first_days_are_exactly_the_days_on_which_the_version_changes(code: str) -> None:
    each, day = scheme(code), begins_on(scheme(code))
    walked = {each.version_on(day): day}
    for step in range(1, 5000):
        walked.setdefault(each.version_on(day + timedelta(days=step)), day + timedelta(days=step))
    assert first_days(each) == walked
