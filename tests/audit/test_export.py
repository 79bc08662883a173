"""Exports of the trail: masked, checkable by the stand-alone program, safe in a spreadsheet. And the commands around it."""

import csv
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from audit.trail import Origin, record
from cases.authority.permissions import Role
from cases.models import Case, Party, Submission
from tests import make

pytestmark = pytest.mark.django_db

PROGRAM = Path(__file__).resolve().parents[2] / "audit" / "verify.py"
HERE = Origin("test", "test_export")
FIRM = 'Firma <A & B> "Café" \\ 😂\nregel 2'


@pytest.fixture(autouse=True)
def trail() -> None:
    for number in (1, 2):
        record(
            f"case:{number}",
            "case.submitted",
            actor=f"party:{number}",
            origin=HERE,
            on=date(2020, 3, number),
            facts={"remark": FIRM},
            personal={"email": f"persoon{number}@voorbeeld.nl"},
            after="submitted",
        )
        record(f"case:{number}", "case.closed", actor="user:4", origin=HERE, on=date(2021, 1, 4), before="=1+1")


def export(out: Path, **options: Any) -> Path:
    call_command("export_audit", out=out, stderr=StringIO(), **options)
    return out


def verify(file: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-I", "-S", str(PROGRAM), str(file), *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=file.parent, check=False)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_is_masked_and_verifies_without_this_software(tmp_path: Path, form: str) -> None:
    file = export(tmp_path / f"trail.{form}", format=form)
    text = file.read_text(encoding="utf-8")
    assert "voorbeeld.nl" not in text
    sound = verify(file)
    assert (sound.returncode, sound.stdout.splitlines()[-1]) == (0, "sound")
    assert "5 events in 3 streams" in sound.stdout
    file.write_text(text.replace("party:2", "party:3"), encoding="utf-8")
    assert "BROKEN at case:2 event 1" in verify(file).stdout


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_personal_values_go_along_on_request_and_are_checked(tmp_path: Path, form: str) -> None:
    make.person(Role.AUDITOR, username="auditor")
    options = {"format": form, "with_personal": True, "purpose": "Controle door de ADR", "by": "auditor"}
    file = export(tmp_path / f"trail.{form}", **options)
    text = file.read_text(encoding="utf-8")
    assert ("persoon1@" in text, "persoon2@" in text) == (True, True)
    assert verify(file).returncode == 0
    file.write_text(text.replace("persoon2@", "persoon3@"), encoding="utf-8")
    assert "the personal value email is not the one" in verify(file).stdout


def test_personal_values_need_a_purpose(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--purpose") as failure:
        export(tmp_path / "trail.jsonl", with_personal=True)
    assert failure.value.returncode == 2


def test_personal_values_are_for_auditors_only(tmp_path: Path) -> None:
    make.person(Role.HANDLER, username="behandelaar")
    with pytest.raises(CommandError, match="auditor") as failure:
        export(tmp_path / "trail.jsonl", with_personal=True, purpose="nieuwsgierig", by="behandelaar")
    assert failure.value.returncode == 1


def test_an_export_is_an_event_itself(tmp_path: Path) -> None:
    auditor = make.person(Role.AUDITOR, username="auditor")
    export(tmp_path / "trail.csv", format="csv", stream="case:1", by="auditor")
    event = Event.objects.get(action="export.made")
    assert event.actor == str(auditor)
    assert json.loads(event.body)["facts"] == {
        "format": "csv",
        "purpose": "",
        "selection": {"stream": "case:1"},
        "with_personal": False,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"stream": "case:1"}, [("case:1", 1), ("case:1", 2)]),
        ({"from_on": date(2020, 3, 2), "until_on": date(2021, 1, 3)}, [("case:2", 1)]),
        ({"from_on": date(2021, 1, 4), "stream": "case:2"}, [("case:2", 2)]),
        ({"stream": "case:99"}, []),
    ],
    ids=["stream", "dates", "both", "nothing"],
)
def test_an_export_holds_what_was_asked_for(
    tmp_path: Path, options: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    lines = export(tmp_path / "trail.jsonl", **options).read_text(encoding="utf-8").splitlines()
    assert [(line["stream"], line["number"]) for line in map(json.loads, lines)] == expected


def test_a_selection_by_date_verifies_as_partial(tmp_path: Path) -> None:
    file = export(tmp_path / "trail.jsonl", from_on=date(2021, 1, 1))
    assert "is missing" in verify(file).stdout
    partial = verify(file, "--partial")
    assert (partial.returncode, "2 gaps" in partial.stdout) == (0, True)


def test_a_case_is_found_by_its_number_or_its_key(tmp_path: Path) -> None:
    party = Party.objects.create(identifier="12345678", name="Bakkerij Voorbeeld", sort_name="bakkerij voorbeeld")
    submission = Submission.objects.create(
        kind="application", scheme="slim", digest="d" * 64, body="{}", channel="test", received_at=datetime.now(UTC)
    )
    Case.objects.create(
        pk=1,
        number="SLIM-2020-00001",
        scheme="slim",
        last_event=1,
        party=party,
        application=submission,
        received_on=date(2020, 3, 2),
        requested_cents=500_00,
    )
    for case in ("SLIM-2020-00001", "1"):
        lines = export(tmp_path / "trail.jsonl", case=case).read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["stream"] for line in lines] == ["case:1", "case:1"]


def test_an_unknown_case_cannot_be_exported(tmp_path: Path) -> None:
    for case in ("12345", "SLIM-2020-99999"):
        with pytest.raises(CommandError, match="no case") as failure:
            export(tmp_path / "trail.jsonl", case=case)
        assert failure.value.returncode == 2


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    with export(tmp_path / "trail.csv", format="csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["status_from"] for row in rows} == {"", "'=1+1"}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]
    assert json.loads(rows[0]["body"])["facts"]["remark"] == FIRM


def test_a_failed_export_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as failure:
        export(tmp_path / "absent" / "trail.jsonl")
    assert failure.value.returncode == 2
