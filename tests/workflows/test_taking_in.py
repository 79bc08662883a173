"""The commands `submit` and `assess`: one bad line stops only itself, exit codes mean something, a trial stores nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from audit.models import Event
from cases.models import Case, Submission
from tests.make import sample, window

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    out = StringIO()
    try:
        call_command(*arguments, stdout=out)
        code = 0
    except SystemExit as ending:
        code = int(ending.code or 0)
    text = out.getvalue().strip()
    return code, [json.loads(text)] if arguments[0] == "assess" else [json.loads(line) for line in text.splitlines()]


def jsonl(folder: Path, *lines: object) -> str:
    path = folder / "applications.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def other(number: str) -> dict[str, Any]:
    envelope = sample("mkb-klein-2020")
    envelope["application"]["applicant"]["kvk_number"] = number
    return envelope


def test_one_bad_line_of_many_stops_only_itself(tmp_path: Path) -> None:
    window("slim-2020-1")
    code, answers = run("submit", jsonl(tmp_path, other("90000551"), "{bad", "", other("90000552")))
    assert code == 1
    assert [(each["line"], each["result"]) for each in answers[:-1]] == [
        (1, "submitted"),
        (2, "rejected"),
        (4, "submitted"),
    ]
    assert answers[-1] == {"summary": {"submitted": 2, "known": 0, "rejected": 1}}
    assert Case.objects.count() == 2


def test_the_same_submission_twice_is_one_case(tmp_path: Path) -> None:
    window("slim-2020-1")
    code, answers = run("submit", jsonl(tmp_path, other("90000551"), other("90000551")))
    assert code == 0
    assert [each["result"] for each in answers[:-1]] == ["submitted", "known"]
    assert answers[0]["number"] == answers[1]["number"]


def test_a_rejection_leaves_a_trace_and_nothing_else(tmp_path: Path) -> None:
    envelope = other("90000551")
    envelope["application"]["applicant"]["email"] = "geen adres"
    code, answers = run("submit", jsonl(tmp_path, envelope))
    assert code == 1
    assert answers[0]["errors"][0]["path"] == "application.applicant.email"
    assert not Submission.objects.exists()
    event = Event.objects.get(action="intake.rejected")
    assert "application.applicant.email" in event.body
    assert "geen adres" not in event.body


def test_outside_a_window_nothing_is_taken_in_and_the_reason_is_said(tmp_path: Path) -> None:
    envelope = other("90000551") | {"received_at": "2020-08-01T10:00:00+02:00"}
    code, answers = run("submit", jsonl(tmp_path, envelope))
    assert code == 1
    assert "geen aanvraagtijdvak open" in answers[0]["errors"][0]["message"]


def test_a_file_that_is_not_there_is_exit_code_two() -> None:
    with pytest.raises(CommandError) as caught:
        call_command("submit", "nowhere.json")
    assert caught.value.returncode == 2


@pytest.mark.parametrize(
    ("name", "on", "code", "outcome"),
    [
        ("mkb-klein-2020", "2020-03-10", 0, "grant"),
        ("mkb-te-lage-kosten-2020", "2020-03-10", 1, "refuse"),
    ],
)
def test_a_trial_calculation_says_what_the_rules_find_and_stores_nothing(
    name: str, on: str, code: int, outcome: str, tmp_path: Path
) -> None:
    path = tmp_path / "trial.json"
    path.write_text(json.dumps(sample(name)), encoding="utf-8")
    ended, [answer] = run("assess", "slim", str(path), "--on", on)
    assert (ended, answer["outcome"]) == (code, outcome)
    assert set(answer) == {"scheme", "version", "outcome", "amount", "findings", "calculation"}
    assert not Case.objects.exists()
    assert not Event.objects.exists()


def test_a_trial_of_nonsense_names_every_error(tmp_path: Path) -> None:
    path = tmp_path / "trial.json"
    path.write_text(json.dumps({"scheme": "slim", "application": {}}), encoding="utf-8")
    ended, [answer] = run("assess", "slim", str(path))
    assert ended == 2
    assert len(answer["errors"]) > 3
