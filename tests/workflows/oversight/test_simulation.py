"""What if: no change gives no difference, a change gives what the real run would give, and nothing is ever written."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.amounts import from_cents, to_cents, written
from cases.authority.permissions import Role
from cases.authority.values import values_for
from cases.models import Case, Counter, Party, RegisterEntry, Status, Window
from cases.queries import application_of
from cases.schemes.base import Outcome
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.windows.applying import CLOSED, DRAWN, ceiling
from workflows.oversight.simulation.changes import NotToBeSet, read_changes, settable
from workflows.oversight.simulation.picture import described, picture
from workflows.oversight.simulation.report import GAIN, LOSS, SAME, Compared, Summary, counted, table
from workflows.oversight.simulation.running import reading_only, simulate
from workflows.steps.assessment import Answer, assess_application, judge_case
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.drawing import freeze_list
from workflows.steps.ending import withdraw_application
from workflows.steps.grant import grant_subsidy
from workflows.steps.ordering import import_order

pytestmark = pytest.mark.django_db
BUDGETS = ("20000.00", "16000.00", "12000.00", "9000.00")


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


@dataclass(frozen=True)
class Drawn:
    """A window that was drawn, with its cases in order and what each asks for in cents."""

    window: Window
    order: Sequence[Case]

    @property
    def asked(self) -> list[int]:
        """What each asks for."""
        return [case.requested_cents for case in self.order]

    def room_for(self, count: int, *, spare: int = 100) -> None:
        """Set the ceiling so that precisely the first so many fit."""
        ceiling(self.window, str(from_cents(sum(self.asked[:count]) + spare)))


@pytest.fixture
def lot(who: make.People) -> Drawn:
    """Four applications in an order that a notary drew: the largest first."""
    window = make.window("slim-2020-1")
    order = [make.applied(number=number, amount=amount) for number, amount in enumerate(BUDGETS, start=1)]
    ceiling(window, "20000.00")
    freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=CLOSED, for_notary=True)
    rows = ["number,position", *(f"{case.number},{place}" for place, case in enumerate(order, start=1))]
    import_order(window.pk, "\n".join(rows), by=who[Role.ADMINISTRATOR], on=DRAWN, notary="mr. Voorbeeld")
    return Drawn(window, order)


def divided(lot: Drawn, who: make.People) -> None:
    """Reserve, grant who is reached, and refuse the others."""
    reserve_reached(lot.window.pk, by=who[Role.HANDLER], on=DRAWN)
    for case in Case.objects.filter(window=lot.window, status=Status.ASSESSMENT).order_by("pk"):
        assess_application(case.pk, by=who[Role.HANDLER], on=DRAWN)
        grant_subsidy(case.pk, by=who[Role.DECIDER], on=DRAWN)
    refuse_unreached(lot.window.pk, by=who[Role.DECIDER], on=DRAWN)


def outcome(window: Window, *texts: str) -> tuple[list[Compared], Summary]:
    """Simulate, and give the cases with the summary."""
    summary = Summary()
    return list(counted(simulate(window, read_changes(texts, window)), summary)), summary


def fates(compared: Sequence[Compared]) -> list[str]:
    """Give what would become of each case, in order."""
    return [one.after.state for one in compared]


def everything() -> list[Any]:
    """Give every row of every table."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return [(model._meta.label, list(model._default_manager.order_by("pk").values_list())) for model in models]


@pytest.mark.parametrize("is_decided", [False, True], ids=["before deciding", "after deciding"])
def test_no_change_gives_no_difference(lot: Drawn, who: make.People, is_decided: bool) -> None:
    lot.room_for(2)
    if is_decided:
        divided(lot, who)
    compared, summary = outcome(lot.window)
    assert [one.difference for one in compared] == [0] * 4
    assert fates(compared) == ["granted" if is_decided else "person"] * 2 + ["ceiling"] * 2
    assert summary.groups[SAME].count == 4
    assert summary.other_than_modelled == 0
    assert summary.total.before == summary.total.after > 0


def test_a_higher_ceiling_reaches_the_next_numbers_and_nobody_loses(lot: Drawn, who: make.People) -> None:
    lot.room_for(2)
    divided(lot, who)
    compared, summary = outcome(lot.window, f"ceiling={from_cents(sum(lot.asked[:3]))}")
    assert [one.difference for one in compared] == [0, 0, lot.asked[2], 0]
    assert fates(compared) == ["granted", "granted", "person", "ceiling"], "no register was asked about the third"
    assert (summary.groups[GAIN].count, summary.groups[LOSS].count) == (1, 0)
    assert summary.total.difference == lot.asked[2]


def test_a_lower_ceiling_takes_the_place_of_the_last(lot: Drawn, who: make.People) -> None:
    lot.room_for(3)
    divided(lot, who)
    compared, summary = outcome(lot.window, f"ceiling={from_cents(sum(lot.asked[:2]))}")
    assert [one.difference for one in compared] == [0, 0, -lot.asked[2], 0]
    assert fates(compared)[2] == "ceiling"
    assert summary.groups[LOSS].difference == -lot.asked[2]


def test_a_changed_percentage_is_computed_by_the_rules_and_lets_later_numbers_in(lot: Drawn, who: make.People) -> None:
    lot.room_for(2)
    divided(lot, who)
    compared, _ = outcome(lot.window, "percentage_mkb_small=0.40")
    expected = [_calculated(case, percentage_mkb_small="0.40") for case in lot.order]
    given = [one.after.cents for one in compared]
    assert given[:2] == expected[:2]
    assert given[2] == expected[2], "what the first two get less is for the third"
    assert all(one.difference < 0 for one in compared[:2])


def _calculated(case: Case, **values: str) -> int:
    found, day = scheme(case.scheme), case.received_on
    changed = read_changes([f"{name}={value}" for name, value in values.items()], make.window("slim-2020-1"))
    return to_cents(found.calculate(application_of(case), changed.applied(values_for(case.scheme, day))).amount)


def test_a_changed_cap_cuts_those_above_it_and_leaves_the_others(lot: Drawn, who: make.People) -> None:
    lot.room_for(4)
    divided(lot, who)
    compared, summary = outcome(lot.window, "cap_mkb=10000.00")
    assert [one.after.cents for one in compared] == [min(asked, 1_000_000) for asked in lot.asked]
    assert summary.groups[LOSS].count == sum(asked > 1_000_000 for asked in lot.asked) > 0


def test_a_changed_condition_refuses_who_was_granted(lot: Drawn, who: make.People) -> None:
    lot.room_for(4)
    divided(lot, who)
    compared, _ = outcome(lot.window, "minimum_cost_mkb=15000.00")
    assert fates(compared) == ["granted", "granted", "refused", "refused"]
    assert all(one.after.cents == 0 for one in compared if one.after.state == "refused")


def test_a_later_number_may_pass_where_that_is_the_change(lot: Drawn) -> None:
    ceiling(lot.window, str(from_cents(lot.asked[0] + lot.asked[3])))
    stays, _ = outcome(lot.window)
    passes, _ = outcome(lot.window, "later_number_may_pass=true")
    assert [one.after.cents > 0 for one in stays] == [True, False, False, False]
    assert [one.after.cents > 0 for one in passes] == [True, False, False, True]


def test_the_last_gets_what_is_left_where_that_is_the_change(lot: Drawn) -> None:
    ceiling(lot.window, str(from_cents(lot.asked[0] + 100_00)))
    compared, _ = outcome(lot.window, "last_at_ceiling=partial")
    assert [one.after.cents for one in compared] == [lot.asked[0], 100_00, 0, 0]


def test_changes_hold_together(lot: Drawn, who: make.People) -> None:
    lot.room_for(2)
    divided(lot, who)
    compared, _ = outcome(lot.window, "cap_mkb=5000.00", "ceiling=20000.00")
    assert [one.after.cents for one in compared] == [500_000] * 4


def test_what_people_answered_is_not_asked_again(lot: Drawn, who: make.People) -> None:
    RegisterEntry.objects.filter(register="insolvency").delete()
    lot.room_for(4)
    reserve_reached(lot.window.pk, by=who[Role.HANDLER], on=DRAWN)
    case = lot.order[0]
    still_open = [one.code for one in judge_case(make.fresh(case)).findings if one.outcome is Outcome.PERSON]
    answers = {code: Answer(True, "Nagevraagd bij de curator.") for code in still_open}
    assert answers
    assess_application(case.pk, by=who[Role.HANDLER], on=DRAWN, answers=answers)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=DRAWN)
    compared, _ = outcome(lot.window, "cap_mkb=5000.00")
    assert fates(compared) == ["granted", "person", "person", "person"]
    assert compared[0].after.cents == 500_000


def test_who_withdrew_takes_no_part_and_leaves_room(lot: Drawn) -> None:
    lot.room_for(1)
    withdraw_application(lot.order[0].pk, {}, by=make.recipient(lot.order[0]), received_at=make.at(DRAWN))
    compared, summary = outcome(lot.window)
    assert [one.after.state for one in compared] == ["out", "person", "ceiling", "ceiling"]
    assert (summary.out, summary.total.count) == (1, 3)


def test_nothing_is_written(lot: Drawn, who: make.People, tmp_path: Path) -> None:
    lot.room_for(2)
    divided(lot, who)
    before = everything()
    files = ["--csv", str(tmp_path / "uit.csv"), "--svg", str(tmp_path / "uit.svg")]
    call_command("simulate", "slim", "2020-1", "--set", "ceiling=99999.00", *files, stdout=StringIO(), skip_checks=True)
    assert everything() == before


def test_the_database_itself_refuses_to_write_during_a_simulation(lot: Drawn) -> None:
    with pytest.raises(DatabaseError, match="read-only"), transaction.atomic(), reading_only():
        Counter.objects.update(limit_cents=1)
    Party.objects.create(identifier="99999999", name="Na afloop", sort_name="na afloop")


def test_the_number_of_queries_does_not_grow_with_the_cases(lot: Drawn, who: make.People) -> None:
    lot.room_for(2)
    divided(lot, who)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            outcome(lot.window, "cap_mkb=5000.00")
        counts.append(len(captured))
        Case.objects.filter(pk=lot.order[0].pk).update(complete_on=None)
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ("ceiling", "Schrijf een wijziging als naam=waarde"),
        ("cap_mbk=1.00", "Bedoelt u cap_mkb"),
        ("onzin=1", "kan niet worden gewijzigd.*Wel: ceiling,.*cap_mkb"),
        ("cap_mkb=veel", "'veel' past niet; nu is het 24999.00"),
        ("cap_mkb=1.005", "past niet"),
        ("ceiling=veel", "Schrijf een bedrag in euro"),
        ("ceiling=-1", "niet minder dan niets"),
        ("ceiling.mbo=5", "geen plafond 'mbo'. Kies uit: ceiling"),
        ("later_number_may_pass=misschien", "past niet; nu is het False"),
        ("reallocate=true", "'reallocate' kan niet worden gewijzigd"),
    ],
)
def test_what_cannot_be_set_is_told_with_what_can(lot: Drawn, change: str, match: str) -> None:
    with pytest.raises(NotToBeSet, match=match):
        read_changes([change], lot.window)
    with pytest.raises(CommandError, match=match) as told:
        call_command("simulate", "slim", "2020-1", "--set", change, skip_checks=True)
    assert told.value.returncode == 2


def test_every_value_of_the_scheme_can_be_set_to_what_it_is(lot: Drawn) -> None:
    assert settable(lot.window)[0] == "ceiling"
    assert set(scheme("slim").values) <= set(settable(lot.window))


@pytest.mark.parametrize(
    ("names", "match", "code"),
    [
        (("onzin", "2020-1"), "Er is geen regeling", 2),
        (("slim", "2019-9"), "bestaat niet bij", 2),
    ],
)
def test_an_unknown_scheme_or_window_is_told(lot: Drawn, names: tuple[str, str], match: str, code: int) -> None:
    with pytest.raises(CommandError, match=match) as told:
        call_command("simulate", *names, skip_checks=True)
    assert told.value.returncode == code


def test_a_window_without_an_order_cannot_be_divided(who: make.People) -> None:
    make.applied()
    with pytest.raises(CommandError, match="nog niet bekend. Loot eerst") as told:
        call_command("simulate", "slim", "2020-1", skip_checks=True)
    assert told.value.returncode == 1


def run(lot: Drawn, folder: Path, change: str) -> tuple[str, list[dict[str, str]], ET.Element]:
    """Run the command, and give its table, its rows and its picture."""
    out = StringIO()
    files = ["--csv", str(folder / "uit.csv"), "--svg", str(folder / "uit.svg")]
    call_command("simulate", "slim", "2020-1", "--set", change, *files, stdout=out, skip_checks=True)
    with (folder / "uit.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return out.getvalue(), rows, ET.parse(folder / "uit.svg").getroot()  # noqa: S314 - reads what we made


def test_table_rows_and_picture_say_the_same(lot: Drawn, who: make.People, tmp_path: Path) -> None:
    lot.room_for(2)
    divided(lot, who)
    room = from_cents(sum(lot.asked[:3]))
    told, rows, svg = run(lot, tmp_path, f"ceiling={room}")
    assert [row["zaaknummer"] for row in rows] == [case.number for case in lot.order]
    assert [row["uitkomst_bij_wijziging"] for row in rows] == [
        "toegekend",
        "toegekend",
        "beoordelaar beslist",
        "plafond bereikt",
    ]
    assert sum(to_cents(_amount(row["verschil"])) for row in rows) == lot.asked[2]
    assert f"wordt {written(room)}" in told
    assert written(room) in told.splitlines()[-2]
    texts = [node.text or "" for node in svg.iter() if node.tag.endswith("text")]
    assert written(room) in texts
    named = {node.tag.split("}")[1]: node.text or "" for node in svg if node.tag.endswith(("title", "desc"))}
    assert named["title"] == f"Wat als: {lot.window.label}"
    assert "1 zaken gaan erop vooruit" in named["desc"]
    assert svg.get("role") == "img"
    assert not list(tmp_path.glob("*.part"))


def _amount(text: str) -> Any:
    return from_cents(round(float(text) * 100))


def test_no_name_and_no_number_of_a_party_stands_in_what_is_told(lot: Drawn, who: make.People, tmp_path: Path) -> None:
    lot.room_for(2)
    told, _, _ = run(lot, tmp_path, "cap_mkb=5000.00")
    whole = told + "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    for party in Party.objects.filter(cases__window=lot.window):
        assert party.name not in whole
        assert party.identifier not in whole


def test_a_picture_of_nothing_is_still_a_picture() -> None:
    svg = ET.fromstring(picture(Summary(), "Wat als: <niets> & meer", ()))  # noqa: S314 - reads what we made
    assert svg.find("{http://www.w3.org/2000/svg}title").text == "Wat als: <niets> & meer"  # type: ignore[union-attr]
    assert "niets gewijzigd" in described(Summary(), ())
    assert any("totaal" in line for line in table(Summary(), ()))
