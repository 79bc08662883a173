"""Applications of schemes whose windows are shared, and a window brought to its decisions in four hands. Nothing is asserted here."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils import timezone

from cases.authority.actors import Actor
from cases.authority.permissions import MANDATED, Role
from cases.intake import read_submission
from cases.models import Case, Mandate, RegisterEntry, Window
from cases.registers.keys import stored_key
from cases.registers.shapes import shape_of
from cases.schemes.registry import scheme
from cases.windows.method import NotInOrder
from tests import make
from workflows.steps.settling_directly import Decided, decide_shared, sign_sharing
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    propose_rates,
    propose_reallocation,
)
from workflows.steps.taking_in import take_in
from workflows.steps.windows import load_windows


def people(code: str) -> make.People:
    """One employee for each role; the decider holds the mandates of the scheme."""
    found = make.people()
    mandate(found[Role.DECIDER], code)
    return found


def mandate(holder: Actor, code: str) -> Actor:
    """Give an employee every mandate of a scheme."""
    Mandate.objects.bulk_create(
        Mandate(holder_id=holder.employee_id, act=act, scheme=code, from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )
    return holder


def opened(code: str, who: make.People, *, on: date) -> Window:
    """Make the windows of the scheme of a window as published, and give that one."""
    load_windows(code.split("-")[0], by=who[Role.ADMINISTRATOR], on=on)
    return Window.objects.get(code=code)


def sample(code: str, name: str) -> dict[str, Any]:
    """Give one of the samples of a scheme, free to be changed."""
    text = (scheme(code).samples / f"{name}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = copy.deepcopy(json.loads(text))
    return read


def known(envelope: Mapping[str, Any]) -> None:
    """Let the registers confirm what an application says."""
    for register, key, data in scheme(envelope["scheme"]).demonstration.register_entries(envelope["application"]):
        kept = stored_key(shape_of(register), key)
        RegisterEntry.objects.get_or_create(register=register, key=kept, from_on=make.SINCE, data=data)


def taken_in(envelope: Mapping[str, Any]) -> Case:
    """Take an application in, and give its case."""
    receipt = take_in(read_submission(json.dumps(envelope), received_at=timezone.now()), channel="test")
    return Case.objects.get(number=receipt.number)


def confirmed(envelope: Mapping[str, Any]) -> Case:
    """Take an application in of which the registers confirm everything."""
    known(envelope)
    return taken_in(envelope)


def shared(window: Window, who: make.People, *, frozen_on: date, decided_on: date) -> Decided:
    """Bring a window whose lines were taken up to its decisions; each bucket keeps its own money."""
    administrator, decider = who[Role.ADMINISTRATOR], who[Role.DECIDER]
    freeze_shares(window.pk, by=administrator, on=frozen_on)
    with suppress(NotInOrder):  # where no choice is left, none is made
        propose_reallocation(window.pk, is_reallocated=False, reason="Niet gebruikt.", by=administrator, on=frozen_on)
        confirm_reallocation(window.pk, by=decider, on=frozen_on)
    propose_rates(window.pk, by=administrator, on=frozen_on)
    approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=frozen_on)
    sign_sharing(window.pk, by=decider, on=decided_on)
    return decide_shared(window.pk, by=decider)
