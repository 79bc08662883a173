"""A STAP application of the folder's own samples, and people who may decide on it, for journeys. Nothing is asserted here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from audit.trail import Origin
from cases.authority.actors import Actor, party, system
from cases.authority.permissions import MANDATED, Role
from cases.intake import read_submission
from cases.models import Case, Mandate, Order, PartyRole, RegisterEntry, Window
from cases.registers.keys import stored_key
from cases.registers.shapes import shape_of
from cases.schemes.registry import scheme
from tests import make
from workflows.steps.draining import drain_window
from workflows.steps.receiving import receive_act
from workflows.steps.settings import approve_setting, propose_setting
from workflows.steps.taking_in import take_in
from workflows.steps.windows import load_windows

APPLIED_ON, STARTS_ON = date(2023, 5, 1), date(2023, 6, 5)
PROVED_ON, SETTLED_ON, CLAIMED_ON = date(2024, 1, 8), date(2024, 1, 22), date(2024, 2, 5)
FIRST_INVOICE_ON = STARTS_ON - timedelta(weeks=3)


def people() -> make.People:
    """One employee for each role; the decider holds the mandates of STAP."""
    found = make.people()
    holder = found[Role.DECIDER].employee_id
    Mandate.objects.bulk_create(
        Mandate(holder_id=holder, act=act, scheme="stap", from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )
    return found


def known(application: Mapping[str, Any], *, but: str = "") -> None:
    """Let the registers know the training and its applicant, all of them but one."""
    for register, key, data in scheme("stap").demonstration.register_entries(application):
        if register == but:
            continue
        kept = stored_key(shape_of(register), key)
        RegisterEntry.objects.create(register=register, key=kept, from_on=date(2015, 1, 1), data=data)


def taken_in(who: make.People, change: Callable[[dict[str, Any]], None] | None = None, *, but: str = "") -> Case:
    """Take the course of 659.45 euro in, changed as asked, and let the window be decided in order of arrival on that day.

    A register that knows nothing of it (`but`) leaves it to a person.
    """
    load_windows("stap", by=who[Role.ADMINISTRATOR], on=date(2023, 4, 1))
    envelope = json.loads((scheme("stap").samples / "cursus-2023.json").read_text(encoding="utf-8"))
    if change is not None:
        change(envelope)
    known(envelope["application"], but=but)
    take_in(read_submission(json.dumps(envelope), received_at=timezone.now()))
    window = Window.objects.get(scheme="stap", opens_at__date=APPLIED_ON)
    drain_window(window.pk, by=system("drain"), on=APPLIED_ON)
    make.letters_sent(APPLIED_ON)
    return make.fresh(Case.objects.get(scheme="stap"))


def granted(who: make.People) -> Case:
    """A course of 659.45 euro, granted by the machine and announced."""
    return taken_in(who)


def order_of(case: Case) -> Order:
    """The order that runs."""
    return Order.objects.select_related("party").get(case=case, ended_on=None)


def trainer_of(case: Case) -> Actor:
    """The trainer of the order that runs, as the one who acts."""
    return party(order_of(case).party, Origin("test", "tests"), PartyRole.TRAINER)


def invoice(case: Case, amount: str = "659.45", *, on: date = FIRST_INVOICE_ON, number: str = "F1") -> Any:
    """Let the trainer send an invoice."""
    order = order_of(case)
    data = {"number": number, "order": order.number, "amount": amount, "dated_on": on.isoformat()}
    return receive_act(case.pk, "invoice", data, by=trainer_of(case), received_at=make.at(on))


def prove(case: Case, **data: Any) -> Case:
    """Let the trainer send the proof."""
    told = {"is_success": True, "ended_on": "2023-12-15", "has_diploma": True} | data
    receive_act(case.pk, "proof", told, by=trainer_of(case), received_at=make.at(PROVED_ON))
    return make.fresh(case)


def weeks_set(who: make.People) -> None:
    """Let two administrators set the term for settlement."""
    second = make.person(Role.ADMINISTRATOR, username="tweede")
    setting = propose_setting(
        "stap",
        "settlement_weeks",
        22,
        from_on=date(2022, 1, 1),
        source="Awb 4:13",
        by=who[Role.ADMINISTRATOR],
        on=PROVED_ON,
    )
    approve_setting(setting.pk, by=second, on=PROVED_ON)
