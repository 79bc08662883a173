"""Our copy of a register: brought up to date by day, with its history, by an administrator, whole or not at all."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event, PersonalFact
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.identity import pseudonym
from cases.models import RegisterEntry
from cases.registers.asking import TABLE, Asked
from cases.registers.loading import OlderFile, load_file
from cases.registers.reading import BadFile
from cases.registers.shapes import UnknownRegister, shape_of
from tests import make
from tests.cases.registers.files import INSURED, NAMES, PERSON, SAMPLES, csv_of, loaded
from workflows.steps.registers import load_register

pytestmark = pytest.mark.django_db
AID = "kvk_nummer,bedrag"
FIRST, SECOND, THIRD = date(2022, 1, 3), date(2022, 6, 1), date(2023, 1, 2)


def amount_on(day: date, key: str = "91000001") -> str | None:
    """Give what our copy said of an enterprise's aid on a day."""
    asked = Asked("de_minimis", key, day)
    answer = TABLE.ask([asked], within=10_000).get(asked)
    return answer["amount"] if answer else None


@pytest.fixture
def two_loads() -> None:
    """One enterprise with another amount later, one that stays, one that goes and one that comes."""
    loaded("de_minimis", csv_of(AID, "91000001,100.00", "91000002,200.00", "91000003,300.00"), on=FIRST)
    loaded("de_minimis", csv_of(AID, "91000001,150.00", "91000002,200.00", "91000004,400.00"), on=SECOND)


@pytest.mark.parametrize(
    ("key", "day", "amount"),
    [
        pytest.param("91000001", date(2022, 1, 2), None, id="before the first load nothing is known"),
        pytest.param("91000001", FIRST, "100.00", id="from the day of the load"),
        pytest.param("91000001", date(2022, 5, 31), "100.00", id="until the day before the next"),
        pytest.param("91000001", SECOND, "150.00", id="from the next load the new amount"),
        pytest.param("91000003", date(2022, 5, 31), "300.00", id="what goes was known before"),
        pytest.param("91000003", SECOND, None, id="what the file no longer names is ended"),
        pytest.param("91000004", date(2022, 5, 31), None, id="what comes was not known before"),
        pytest.param("91000004", THIRD, "400.00", id="what comes is known from then on"),
    ],
)
def test_what_our_copy_said_on_a_day_can_still_be_asked(
    two_loads: None, key: str, day: date, amount: str | None
) -> None:
    assert amount_on(day, key) == amount


def test_what_stays_the_same_is_left_as_it_is(two_loads: None) -> None:
    kept = RegisterEntry.objects.get(register="de_minimis", key="91000002")
    assert (kept.from_on, kept.until_on) == (FIRST, None)


def test_the_same_file_again_changes_nothing() -> None:
    data = (SAMPLES / "scholingsregister.csv").read_bytes()
    first, again = (loaded("scholingsregister", data, on=day) for day in (FIRST, SECOND))
    assert (first.rows, first.begun, first.ended) == (3, 3, 0)
    assert (again.rows, again.begun, again.ended) == (3, 0, 0)
    assert first.digest == again.digest


def test_a_second_file_of_one_day_counts_and_the_first_can_still_be_seen() -> None:
    loaded("de_minimis", csv_of(AID, "91000001,100.00"), on=FIRST)
    loaded("de_minimis", csv_of(AID, "91000001,175.00"), on=FIRST)
    assert amount_on(FIRST) == "175.00"
    assert RegisterEntry.objects.filter(register="de_minimis", key="91000001").count() == 2


def test_a_file_of_an_earlier_day_than_our_copy_is_refused(two_loads: None) -> None:
    make.refused(
        lambda: loaded("de_minimis", csv_of(AID, "91000001,1.00"), on=date(2022, 5, 31)), OlderFile, "01-06-2022"
    )


def test_another_register_is_left_alone(two_loads: None) -> None:
    loaded("insolvency", (SAMPLES / "insolvency.csv").read_bytes(), on=THIRD)
    assert amount_on(THIRD) == "150.00"


@pytest.mark.parametrize(
    ("name", "lines", "told"),
    [
        pytest.param(
            "de_minimis",
            (AID, "91000001,1.00", "91000002,1.00", "91000001,2.00"),
            "regel 4: Deze regel zegt iets over hetzelfde als regel 2.",
            id="one entry for each key",
        ),
        pytest.param(
            "insured_periods",
            (INSURED, f"{PERSON},2020-01-01,", f"{PERSON},2020-01-01,"),
            "regel 3: Deze regel zegt iets over hetzelfde als regel 2.",
            id="many entries for a key, but not the same one twice",
        ),
    ],
)
def test_a_row_that_comes_twice_is_told(name: str, lines: tuple[str, ...], told: str) -> None:
    with pytest.raises(BadFile) as caught:
        loaded(name, csv_of(*lines), on=FIRST)
    assert [str(error) for error in caught.value.errors] == [told]


def test_nothing_is_loaded_when_one_row_is_wrong(two_loads: None) -> None:
    before = list(RegisterEntry.objects.order_by("pk").values())
    with pytest.raises(BadFile):
        loaded("de_minimis", csv_of(AID, "91000009,1.00", "91000001,veel"), on=THIRD)
    assert list(RegisterEntry.objects.order_by("pk").values()) == before


def test_no_number_of_a_person_is_stored() -> None:
    for name in NAMES:
        loaded(name, (SAMPLES / f"{name}.csv").read_bytes(), on=FIRST)
    stored = str(list(RegisterEntry.objects.values()))
    assert "9999000" not in stored
    assert pseudonym(PERSON) in stored


def test_a_load_is_one_event_that_names_register_and_rows_and_keeps_the_digest_apart() -> None:
    by = make.person(Role.ADMINISTRATOR)
    data = (SAMPLES / "rod.csv").read_bytes()
    done = load_register("rod", io.BytesIO(data), by=by, on=FIRST)
    event = Event.objects.get(stream="register:rod")
    facts = json.loads(event.body)["facts"]
    assert (event.action, facts["rows"], facts["begun"], facts["ended"]) == ("register.loaded", 3, 3, 0)
    assert PERSON not in event.body
    assert done.digest not in event.body
    assert PersonalFact.objects.get(stream="register:rod").value == done.digest


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PARTY, Role.SYSTEM, Role.ADMINISTRATOR)])
def test_only_an_administrator_loads_a_register(role: Role) -> None:
    by = make.person(role)
    data = io.BytesIO(csv_of(AID, "91000001,1.00"))
    make.refused(lambda: load_register("de_minimis", data, by=by, on=FIRST), NotAuthorised, "beheerder")
    assert not RegisterEntry.objects.exists()


class Endless(io.RawIOBase):
    """A file of many rows that is never whole in memory."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._lines: Iterator[bytes] = (f"{91_000_000 + number},{number}.00\n".encode() for number in range(rows))
        self._left = f"{AID}\n".encode()

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        while len(self._left) < size and (line := next(self._lines, b"")):
            self._left += line
        given, self._left = self._left[:size], self._left[size:]
        return given


def peak_of(rows: int) -> int:
    """Give the most memory in bytes that Python took to load so many rows."""
    tracemalloc.start()
    file: Any = Endless(rows)
    done = load_file(shape_of("de_minimis"), file, on=THIRD, tell=bool)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.rows == rows
    return peak


def test_a_file_ten_times_as_long_takes_no_more_memory() -> None:
    peak_of(100)
    assert peak_of(20_000) < 1.5 * peak_of(2_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with aid for one enterprise."""
    path = tmp_path / "de_minimis.csv"
    path.write_bytes(csv_of(AID, "91000001,100.00"))
    return path


def command(*args: object) -> Any:
    """Run the command and give what it printed."""
    out = io.StringIO()
    call_command("load_register", *map(str, args), stdout=out, skip_checks=True)
    return json.loads(out.getvalue())


def test_the_command_loads_as_of_a_day_and_prints_what_it_did(file: Path) -> None:
    make.person(Role.ADMINISTRATOR)
    told = command("de_minimis", file, "--by", "administrator", "--on", "2022-01-03")
    assert told == {"register": "de_minimis", "rows": 1, "begun": 1, "ended": 0}
    assert (amount_on(date(2022, 1, 2)), amount_on(FIRST)) == (None, "100.00")


def test_the_command_keeps_a_refused_attempt(file: Path) -> None:
    make.person(Role.HANDLER)
    with pytest.raises(CommandError, match="beheerder") as caught:
        command("de_minimis", file, "--by", "handler")
    assert caught.value.returncode == 1
    assert json.loads(Event.objects.get(stream="register:de_minimis").body)["result"] == "refused"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("crystal_ball", "Er is geen register 'crystal_ball'. Kies uit: crebo, croho"),
        ("de_minimis", "kan niet worden gelezen"),
    ],
)
def test_the_command_says_which_register_or_file_it_does_not_know(name: str, told: str, tmp_path: Path) -> None:
    make.person(Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match=told) as caught:
        command(name, tmp_path / "is-er-niet.csv", "--by", "administrator")
    assert caught.value.returncode == 2


def test_the_command_tells_the_first_errors_and_how_many_more_there_are(file: Path) -> None:
    make.person(Role.ADMINISTRATOR)
    file.write_bytes(csv_of(AID, *["91000001,veel"] * 25))
    with pytest.raises(CommandError, match="aantal fouten: 25") as caught:
        command("de_minimis", file, "--by", "administrator")
    assert caught.value.returncode == 2
    assert str(caught.value).splitlines()[-1] == "... en nog 5 andere."
    assert "regel 2, kolom bedrag" in str(caught.value)


def test_an_unknown_register_is_named() -> None:
    with pytest.raises(UnknownRegister, match="Er is geen register 'niets'"):
        shape_of("niets")
