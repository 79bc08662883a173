"""Made-up applications come in: written as JSONL as an applicant's software would, read and stored as every application is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from cases.authority.values import values_for
from cases.intake import read_submission
from cases.models import RegisterEntry, Window
from cases.registers.keys import stored_key
from cases.registers.shapes import shape_of
from cases.schemes.base import Scenario, Scheme
from workflows.demo.show import Show
from workflows.steps.taking_in import take_in as take_in_application

KNOWN_SINCE = date(2015, 1, 1)
BATCH = 1000


def made_up(scheme: Scheme, scenario: Scenario, window: Window) -> list[bytes]:
    """Give the applications of a scenario as lines of JSON; the first few lack something. The registers know all applicants."""
    random = Random(scenario.seed)  # noqa: S311 - made-up data, no secret
    values = values_for(scheme.code, timezone.localdate(window.opens_at))
    lines, entries = [], dict[tuple[str, str, str], RegisterEntry]()
    for number in range(1, scenario.applications + 1):
        moment = _moment(window, random)
        envelope = scheme.demonstration.fabricate(scenario.first_number + number, random, moment, values)
        if number <= scenario.incomplete:
            _leave_out(envelope)
        entries |= _register_rows(scheme, envelope["application"])
        lines.append(json.dumps(envelope, ensure_ascii=False).encode())
    RegisterEntry.objects.bulk_create(entries.values(), batch_size=BATCH)
    return lines


def _leave_out(envelope: dict[str, Any]) -> None:
    """Leave the last document out; where none is sent along, the account."""
    if envelope["documents"]:
        envelope["documents"] = envelope["documents"][:-1]
    else:
        envelope["application"]["applicant"]["iban"] = None


def _moment(window: Window, random: Random) -> datetime:
    seconds = int((window.closes_at - window.opens_at).total_seconds())
    return timezone.localtime(window.opens_at + timedelta(seconds=random.randrange(seconds)))


def _register_rows(scheme: Scheme, application: Mapping[str, Any]) -> dict[tuple[str, str, str], RegisterEntry]:
    """Give the entries that an application needs, by what they say: what many applications share lies in the register once."""
    found = scheme.demonstration.register_entries(application)
    rows = [
        RegisterEntry(register=register, key=stored_key(shape_of(register), key), from_on=KNOWN_SINCE, data=data)
        for register, key, data in found
    ]
    return {(row.register, row.key, json.dumps(row.data, sort_keys=True)): row for row in rows}


def take_in(lines: Sequence[bytes]) -> int:
    """Store applications; gives how many."""
    for line in lines:
        _take_in(line)
    return len(lines)


def take_in_order(lines: Sequence[bytes], show: Show) -> int:
    """Store applications one after the other, where the order of arrival decides; gives how many."""
    with show.bar(len(lines), "aanvragen ingediend") as bar:
        for line in lines:
            _take_in(line)
            bar.update()
    return len(lines)


def _take_in(line: bytes) -> None:
    take_in_application(read_submission(line, received_at=timezone.now()), channel="command")
