"""The commands on windows: JSON out, exit codes that mean something, refusals kept in the trail, and the seed never shown early."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import Event
from cases.models import Draw, Window
from cases.windows.lot import list_digest
from tests import make
from tests.workflows.windows.applying import SOURCE, VALUE, WINDOW, all_applied, applied, ceiling, drawn

pytestmark = pytest.mark.django_db
README = Path(__file__).resolve().parents[3] / "README.md"
AMOUNTS = ("24999.00", "20000.00", "10000.00", "5000.00")
ACTS = (
    ("commit-seed", "2020-03-20", "administrator", ("--source", SOURCE, "--due", "2020-04-06T18:00")),
    ("freeze-list", "2020-04-01", "administrator", ()),
    ("enter-value", "2020-04-07", "administrator", ("--value", VALUE)),
    ("confirm-value", "2020-04-07", "decider", ("--value", VALUE)),
    ("draw", "2020-05-08", "decider", ()),
)


@pytest.fixture
def who() -> make.People:
    return make.people()


@pytest.fixture
def window(who: make.People) -> Window:
    window, _ = all_applied(AMOUNTS)
    applied("3000.00", is_complete=False)
    ceiling(window, "50000.00")
    return window


def told(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return dict(json.loads(out.getvalue()))


def act(action: str, on: str, by: str, options: tuple[str, ...]) -> dict[str, Any]:
    return told("window", "slim", "2020-1", action, "--by", by, "--on", on, *options)


def test_a_window_is_drawn_and_divided_by_commands_alone(window: Window) -> None:
    for name, on, by, options in ACTS:
        status = act(name, on, by, options)
    assert (status["needs_lot"], status["positions"], status["waiting"]) == (True, 4, 4)
    assert status["lot"]["seed"] == Draw.objects.get(window=window).seed_hex
    answer = told("distribute", "slim", WINDOW, "--by", "handler", "--on", "2020-05-09")
    assert answer["positions"] == 4
    assert answer["reached"] >= 2
    assert answer["refused"] == 0
    again = told("distribute", "slim", WINDOW, "--by", "handler", "--on", "2020-05-09")
    assert (again["reached"], again["reserved"], again["left"]) == (0, "0.00", answer["left"])


def test_the_seed_is_never_printed_before_the_draw(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    for name, on, by, options in ACTS[:-1]:
        act(name, on, by, options)
        seed = Draw.objects.get(window=window).seed_hex
        call_command("window", "slim", "2020-1", "status")
        assert seed not in capsys.readouterr().out
        assert not Event.objects.filter(body__contains=seed).exists()


def test_a_refused_act_is_kept_in_the_trail(window: Window) -> None:
    with pytest.raises(CommandError, match="gesloten"):
        act("commit-seed", "2020-04-02", "administrator", ACTS[0][3])
    event = Event.objects.get(stream=window.stream, action="window.seed_committed")
    assert (event.result, event.actor.split(":")[0]) == ("refused", "user")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("window", "slim", "1999-1", "status"), "bestaat niet", id="unknown window"),
        pytest.param(("window", "slim", "2020-1", "draw"), "--by", id="nobody acts"),
        pytest.param(("window", "slim", "2020-1", "draw", "--by", "niemand"), "gebruikersnaam", id="unknown person"),
        pytest.param(("window", "slim", "2020-1", "enter-value", "--by", "decider"), "--value", id="no value"),
        pytest.param(("load_windows", "bestaat-niet", "--by", "administrator"), "Kies uit", id="unknown scheme"),
        pytest.param(("publish_lot", "slim-1999-1", "--to", "/nergens"), "bestaat niet", id="publish unknown window"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_a_sentence(
    window: Window, arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(CommandError, match=message) as error:
        call_command(*arguments)
    assert error.value.returncode == 2


def test_load_windows_tells_what_it_made(who: make.People) -> None:
    made = told("load_windows", "slim", "--by", "administrator", "--on", "2020-01-15")["made"]
    assert WINDOW in made
    assert told("load_windows", "slim", "--by", "administrator", "--on", "2020-01-15")["made"] == []


def test_distribute_refuses_who_is_not_reached_with_a_mandate_only(window: Window, who: make.People) -> None:
    drawn(window, who)
    told("distribute", "slim", WINDOW, "--by", "handler", "--on", "2020-05-09")
    with pytest.raises(CommandError, match="beslisser"):
        told("distribute", "slim", WINDOW, "--by", "handler", "--on", "2020-05-10", "--refuse-unreached")


def test_check_ledger_fails_where_the_books_do_not_close(
    window: Window, who: make.People, owner_connection: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn(window, who)
    told("distribute", "slim", WINDOW, "--by", "handler", "--on", "2020-05-09")
    call_command("check_ledger")
    assert "sluiten" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_ledgerrow (case_id, account, amount_cents, booked_on, reason) "
            "SELECT MIN(id), 'paid', -1, '2020-05-09', 'proef' FROM cases_case"
        )
    with pytest.raises(SystemExit) as end:
        call_command("check_ledger")
    assert end.value.code == 1
    assert "saldo paid is negatief" in capsys.readouterr().out


# --- what the public gets -----------------------------------------------------------------------------------------


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program of the README, as anybody would: alone, in another folder, with nothing but Python."""
    program = folder.parent / "controleer.py"
    found = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    program.write_text(found[1], encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(program), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder.parent,
    )


def publish(folder: Path) -> set[str]:
    call_command("publish_lot", WINDOW, "--to", str(folder), stdout=io.StringIO())
    return {path.name for path in folder.iterdir()}


def test_each_act_publishes_what_may_be_known_by_then(window: Window, tmp_path: Path) -> None:
    expected = ["loting.json"], ["lijst.txt", "loting.json"], ["lijst.txt", "loting.json", "volgorde.csv"]
    for (name, on, by, options), files in zip(ACTS, (expected[0], *[expected[1]] * 3, expected[2]), strict=True):
        act(name, on, by, options)
        assert sorted(publish(tmp_path / "lot")) == files
    lot = json.loads((tmp_path / "lot" / "loting.json").read_text(encoding="utf-8"))
    assert list_digest((tmp_path / "lot" / "lijst.txt").read_text(encoding="utf-8")) == lot["list_sha256"]


def test_nothing_is_published_before_the_seed_is_sealed(window: Window, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nog geen"):
        publish(tmp_path / "lot")


@pytest.fixture
def published(window: Window, who: make.People, tmp_path: Path) -> Path:
    drawn(window, who)
    publish(tmp_path / "lot")
    return tmp_path / "lot"


def test_the_program_in_the_readme_confirms_a_published_lot(published: Path) -> None:
    answer = check(published)
    assert (answer.returncode, answer.stdout.strip()) == (0, "zaad klopt, lijst klopt, volgorde klopt"), answer.stderr


def test_the_program_is_twenty_lines_and_needs_nothing(published: Path) -> None:
    check(published)
    lines = (published.parent / "controleer.py").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line]) <= 20
    assert "import csv, hashlib, hmac, json, pathlib, sys" in lines


def swap_first_two(folder: Path) -> None:
    rows = list(csv.reader((folder / "volgorde.csv").read_text(encoding="utf-8").splitlines()))
    rows[1], rows[2] = rows[2], rows[1]
    (folder / "volgorde.csv").write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")


def raise_an_amount(folder: Path) -> None:
    text = (folder / "lijst.txt").read_bytes()
    (folder / "lijst.txt").write_bytes(text.replace(b"24999.00", b"24998.00"))


def another_seed(folder: Path) -> None:
    lot = json.loads((folder / "loting.json").read_text(encoding="utf-8"))
    (folder / "loting.json").write_text(json.dumps(lot | {"seed": "00" * 32}), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(swap_first_two, "volgorde KLOPT NIET", id="two numbers changed places"),
        pytest.param(raise_an_amount, "lijst KLOPT NIET", id="another list"),
        pytest.param(another_seed, "zaad KLOPT NIET", id="another seed"),
    ],
)
def test_the_program_finds_what_was_changed(published: Path, change: Callable[[Path], None], message: str) -> None:
    change(published)
    answer = check(published)
    assert answer.returncode == 1
    assert message in answer.stdout
