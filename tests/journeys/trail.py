"""The audit trail of a case as an outsider reads it: exported, verified by the stand-alone program, told in a few words."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from cases.models import Case


def exported(case: Case, folder: Path) -> list[dict[str, object]]:
    """Export the trail of a case, have it verified by the stand-alone program, and give its events in order."""
    file = folder / "zaak.jsonl"
    call_command("export_audit", "--case", case.number, "--format", "jsonl", "--out", str(file), stderr=StringIO())
    program = Path(settings.BASE_DIR) / "audit" / "verify.py"
    verdict = subprocess.run(
        [sys.executable, "-I", str(program), str(file)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (verdict.returncode, verdict.stdout.splitlines()[-1]) == (0, "sound"), verdict.stdout + verdict.stderr
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    return [json.loads(row["body"]) for row in rows]


def told(event: dict[str, object]) -> str:
    """Give an event in a few words: its action with the kind, stage, outcome or amount that it names."""
    facts = event["facts"]
    assert isinstance(facts, dict)
    action = str(event["action"])
    names = ("stage", "outcome") if action == "case.assessed" else ("kind",) if action == "letter.sent" else ("amount",)
    return " ".join([action, *(str(facts[name]) for name in names if name in facts)])
