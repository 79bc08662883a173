"""Registers that are asked and loaded at once, with real connections: nobody waits for a load, none of them mixes with another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connections

from cases.authority.permissions import Role
from cases.models import Extract, RegisterEntry
from cases.registers import asking
from tests import make
from tests.cases.registers.files import csv_of, loaded
from tests.cases.registers.test_asking import Port, failing
from tests.database import Urls
from workflows.steps.assessment import assess_application, consult_registers, take_up
from workflows.steps.deciding import NotReady

ON = date(2020, 4, 6)
AID = "kvk_nummer,bedrag"
WRITERS = 6


@pytest.mark.own_database
def test_a_locked_table_is_a_register_out_of_reach_and_holds_nobody_up(own_database: Urls, settings: Any) -> None:
    settings.REGISTER_SECONDS = 1
    case = make.applied("mkb-klein-2020")
    with own_database.connect("owner") as other:
        other.execute("LOCK TABLE cases_registerentry IN ACCESS EXCLUSIVE MODE")
        consult_registers(case.pk, on=ON)
        other.rollback()
    assert {extract.state for extract in Extract.objects.filter(case=case)} == {"unreachable"}
    consult_registers(case.pk, on=ON)
    assert Extract.objects.filter(case=case, state="answered").count() == 3


@pytest.mark.own_database
def test_loads_at_once_follow_each_other_and_the_last_one_counts() -> None:
    def load(writer: int) -> int:
        rows = [f"{91_000_000 + number},{writer}.00" for number in range(300)]
        try:
            return loaded("de_minimis", csv_of(AID, *rows), on=ON).begun
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sum(pool.map(load, range(WRITERS))) == 300 * WRITERS
    in_force = RegisterEntry.objects.filter(register="de_minimis", until_on=None)
    assert in_force.count() == 300
    assert len({entry.data["amount"] for entry in in_force}) == 1


@pytest.mark.own_database
def test_who_asks_during_a_load_gets_what_our_copy_said_before(own_database: Urls) -> None:
    loaded("de_minimis", csv_of(AID, "91000001,1.00"), on=date(2020, 1, 6))
    asked = asking.Asked("de_minimis", "91000001", ON)
    with own_database.connect("default") as other:
        _begin_load(other)
        assert asking.TABLE.ask([asked], within=2_000)[asked] == {"kvk_number": "91000001", "amount": "1.00"}
        other.rollback()


def _begin_load(other: psycopg.Connection[Any]) -> None:
    """Do what a load does to the rows, and leave it open."""
    other.execute("UPDATE cases_registerentry SET until_on = '2020-04-05' WHERE register = 'de_minimis'")
    other.execute(
        "INSERT INTO cases_registerentry (register, key, from_on, data) VALUES ('de_minimis', '91000001', '2020-04-06', '{}')"
    )


@pytest.mark.django_db
def test_a_case_whose_registers_are_down_waits_for_a_person_and_goes_on_when_they_are_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = make.people()
    case = make.with_place(make.applied("mkb-klein-2020"), on=ON)
    take_up(case.pk, by=who[Role.HANDLER], on=ON)
    with monkeypatch.context() as down:
        for name in ("kvk", "de_minimis", "insolvency"):
            down.setitem(asking.REGISTERS, name, Port(failing(OSError())))
        make.refused(lambda: assess_application(case.pk, by=who[Role.HANDLER], on=ON), NotReady, "Beoordeel nog")
    assert assess_application(case.pk, by=who[Role.HANDLER], on=ON).outcome == "grant"
