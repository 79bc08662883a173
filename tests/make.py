"""Builders for tests: plain functions that make people, windows and cases by really taking the steps. Names are invented."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from audit.trail import Origin
from cases.amounts import from_cents
from cases.authority.actors import Actor, employee, system
from cases.authority.permissions import MANDATED, Role
from cases.intake import read_submission
from cases.models import Account, Case, Counter, Mandate, RegisterEntry, RoleHolding, User, Window
from cases.money.ledger import Entry, book
from cases.schemes.registry import scheme
from cases.transitions import locked
from cases.windows.counters import claim, locked_counter
from workflows.demo.post import send_due
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.grant import grant_subsidy
from workflows.steps.submission import submit_application

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINCE = date(2019, 1, 1)
People = Mapping[Role, Actor]


def person(role: Role, *, username: str = "", mandates: bool | None = None) -> Actor:
    """Make an employee with one role; a decider gets all mandates unless told otherwise."""
    name = username or str(role)
    user, is_new = User.objects.get_or_create(username=name, defaults={"first_name": name, "last_name": "Voorbeeld"})
    if is_new:
        RoleHolding.objects.create(user=user, role=role, from_on=SINCE, given_by="test")
        if mandates if mandates is not None else role is Role.DECIDER:
            Mandate.objects.bulk_create(
                Mandate(holder=user, act=act, scheme="slim", from_on=SINCE, given_by="test") for act in sorted(MANDATED)
            )
    return employee(user, Origin("test", "tests"))


def people() -> People:
    """Make one employee for each role."""
    roles = (Role.HANDLER, Role.DECIDER, Role.FINANCE, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR)
    return {role: person(role) for role in roles} | {Role.SYSTEM: system("tests")}


def window(code: str) -> Window:
    """Make a window of SLIM as published, with its counter."""
    rule = next(rule for rule in scheme("slim").windows if rule.code == code)
    found, is_new = Window.objects.get_or_create(
        code=code,
        defaults={
            "scheme": "slim",
            "label": rule.label,
            "applicant_kinds": list(rule.applicant_kinds),
            "opens_at": rule.opens_at,
            "closes_at": rule.closes_at,
            "method": rule.method,
            "article": str(rule.article),
        },
    )
    if is_new:
        ceiling = rule.ceiling.on(timezone.localdate(rule.closes_at))
        Counter.objects.create(window=found, bucket="ceiling", limit_cents=int(ceiling * 100))
    return found


def sample(name: str) -> dict[str, Any]:
    """Give the envelope of one of the scheme's own samples, free to be changed."""
    path = Path(scheme("slim").samples) / f"{name}.json"
    return copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))


def known_to_registers(envelope: Mapping[str, Any]) -> None:
    """Let the registers know the applicant as existing, solvent, and without aid before."""
    for register, key, data in scheme("slim").demonstration.register_entries(envelope["application"]):
        RegisterEntry.objects.get_or_create(register=register, key=key, from_on=SINCE, defaults={"data": data})


def submitted(envelope: Mapping[str, Any]) -> Case:
    """Submit an envelope in the window that was open then; the window is made where it is not there yet."""
    received = datetime.fromisoformat(envelope["received_at"])
    rule = scheme("slim").window_on(envelope["application"]["kind"], received)
    assert rule is not None, "no SLIM window was open at that moment"
    window(rule.code)
    known_to_registers(envelope)
    case, _ = submit_application(read_submission(json.dumps(envelope), received_at=timezone.now()), channel="test")
    return case


def with_place(case: Case, *, on: date) -> Case:
    """Reserve the requested amount for a case, as the distribution of its window does."""
    with locked(case.pk) as found:
        assert found.window is not None
        amount = from_cents(found.requested_cents)
        claim(found, locked_counter(found.window), amount, on=on, reason="plaats onder het plafond")
        book(found, [Entry(Account.RESERVED, amount, "plaats onder het plafond")], on=on)
    return case


def assessed(case: Case, who: People, *, on: date, **options: Any) -> Case:
    """Give a case its place, take it up and assess it."""
    with_place(case, on=on)
    take_up(case.pk, by=who[Role.HANDLER], on=on)
    assess_application(case.pk, by=who[Role.HANDLER], on=on, **options)
    return fresh(case)


def granted(case: Case, who: People, *, on: date) -> Case:
    """Bring a submitted case to its grant."""
    assessed(case, who, on=on)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=on)
    return fresh(case)


def fresh(case: Case) -> Case:
    """Give the case as it stands in the database; refreshing would skip its protected status."""
    return Case.objects.select_related("window", "party", "application").get(pk=case.pk)


def at(day: date) -> datetime:
    """Give noon in Amsterdam on a day."""
    return datetime.combine(day, time(12), AMSTERDAM)


def report_data(case: Case, share: str, *, ended_on: date) -> dict[str, Any]:
    """Give the data of a report in which a share of the budget was realised."""
    from cases.queries import application_of

    return dict(scheme("slim").demonstration.report(application_of(case), ended_on, Decimal(share)))


def letters_sent(on: date) -> int:
    """Send every letter that is due on a day, as the command does, and give how many went out."""
    return send_due(on, workers=0)


def refused(step: Callable[[], object], kind: type[Exception], match: str = "") -> None:
    """See a step refused, inside a savepoint so that the test can go on."""
    import pytest
    from django.db import transaction

    with pytest.raises(kind, match=match), transaction.atomic():
        step()
