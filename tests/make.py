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
from viewflow.workflow.models import Task

from audit.trail import Origin
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor, employee, party, system
from cases.authority.permissions import MANDATED, Role
from cases.intake import IncomingDocument, read_submission
from cases.models import (
    Account,
    Case,
    Counter,
    Mandate,
    Payment,
    PaymentStatus,
    Receivable,
    RegisterEntry,
    RoleHolding,
    Term,
    User,
    Window,
)
from cases.money.ledger import Entry, balances, book
from cases.queries import application_of, grant_of
from cases.registers.keys import stored_key
from cases.registers.shapes import shape_of
from cases.schemes.registry import scheme
from cases.transitions import locked
from cases.windows.counters import claim, locked_counter
from workflows.demo.post import send_due
from workflows.demo.show import Show
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.daily import DUTIES, run_duty
from workflows.steps.grant import grant_subsidy
from workflows.steps.hearing import check_hearing, request_views
from workflows.steps.money import approve_payment, register_payment
from workflows.steps.settlement import Choice, assess_settlement, receive_report, settle_subsidy
from workflows.steps.submission import submit_application

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SINCE = date(2019, 1, 1)
WEIGHING = "Het belang van een juiste besteding weegt zwaarder dan het belang van de ontvanger."
ANSWER = "De ontvanger noemt geen nieuwe facturen; het besluit blijft daarom gelijk."
OWN_DATA = "Het besluit rust op gegevens die de betrokkene zelf gaf."
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
        kept = stored_key(shape_of(register), key)
        RegisterEntry.objects.get_or_create(register=register, key=kept, from_on=SINCE, defaults={"data": data})


def submitted(envelope: Mapping[str, Any]) -> Case:
    """Submit an envelope in the window that was open then; the window is made where it is not there yet."""
    received = datetime.fromisoformat(envelope["received_at"])
    rule = scheme("slim").window_on(envelope["application"]["kind"], received)
    assert rule is not None, "no SLIM window was open at that moment"
    window(rule.code)
    known_to_registers(envelope)
    case, _ = submit_application(read_submission(json.dumps(envelope), received_at=timezone.now()), channel="test")
    return case


def applied(name: str = "mkb-klein-2020", *, number: int = 0, amount: str = "", without: tuple[str, ...] = ()) -> Case:
    """Submit one of the scheme's samples: as another enterprise by number, for another cost, or without some documents."""
    envelope = sample(name)
    if number:
        envelope["application"]["applicant"]["kvk_number"] = f"91{number:06}"
    if amount:
        envelope["application"]["budget"] = {"external": [cost(envelope, amount)], "internal": []}
        envelope["application"]["activities"] = [envelope["application"]["activities"][-1]]
    envelope["documents"] = [each for each in envelope["documents"] if each["kind"] not in without]
    return submitted(envelope)


def cost(envelope: Mapping[str, Any], amount: str) -> dict[str, Any]:
    """Give one external cost for the last activity of an application."""
    activity = envelope["application"]["activities"][-1]
    return {"activity": activity, "description": "Adviesbureau Linde", "amount": amount}


def document(kind: str) -> IncomingDocument:
    """Give a document of a kind, as it comes in with an act."""
    return IncomingDocument(kind, f"{kind}.txt", "text/plain", f"Verzonnen {kind}".encode())


def recipient(case: Case) -> Actor:
    """Give the applicant or recipient of a case as the one who acts."""
    return party(case.party, Origin("test", "tests"))


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


def announced(case: Case, who: People, *, on: date) -> Case:
    """Bring a submitted case to its grant and send the letters of that day."""
    granted(case, who, on=on)
    letters_sent(on)
    return fresh(case)


def paid(case: Case, who: People, *, on: date) -> None:
    """Approve what is planned for a case and book it as paid by the bank."""
    for payment in Payment.objects.filter(case=case, status=PaymentStatus.PLANNED).order_by("pk"):
        approve_payment(payment.pk, by=who[Role.FINANCE], on=on)
        register_payment(payment.pk, by=who[Role.FINANCE], on=on, bank_reference=f"BANK-{payment.pk}")


def reported(case: Case, share: str, *, on: date) -> Case:
    """Let the recipient report that a share of the budget was realised, on the last day of the project."""
    grant = grant_of(case)
    assert grant is not None
    last_day = min(date.fromisoformat(grant.facts["ends_on"]), on)
    receive_report(case.pk, report_data(case, share, ended_on=last_day), by=recipient(case), received_at=at(on))
    return fresh(case)


def settled(case: Case, who: People, *, on: date, choice: Choice | None = None) -> Case:
    """Assess what a case reported and settle it, without hearing as the recipient gave the data itself."""
    assess_settlement(case.pk, by=who[Role.HANDLER], on=on, choice=choice)
    unheard(case, "settlement", who, on=on)
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING)
    return fresh(case)


def unheard(case: Case, about: str, who: People, *, on: date) -> None:
    """Record that nobody needs to be heard."""
    check_hearing(case.pk, about, is_required=False, reason=OWN_DATA, by=who[Role.HANDLER], on=on)


def to_be_heard(case: Case, about: str, who: People, *, on: date) -> None:
    """Record that the betrokkene must be heard, and invite the views."""
    check_hearing(
        case.pk, about, is_required=True, reason="Het besluit steunt op ons bezoek.", by=who[Role.HANDLER], on=on
    )
    request_views(case.pk, about, reasons="Wij zagen op locatie geen project.", by=who[Role.HANDLER], on=on)


def day_passes(on: date) -> dict[str, int]:
    """Do every daily duty for a day; gives how many items each duty did, and under `refused` how many were refused."""
    done = {duty.name: list(run_duty(duty, by=system("run_daily"), on=on)) for duty in DUTIES}
    counts = {name: sum(outcomes) for name, outcomes in done.items() if sum(outcomes)}
    refusals = sum(len(outcomes) - sum(outcomes) for outcomes in done.values())
    return counts | ({"refused": refusals} if refusals else {})


def balances_of(case: Case) -> dict[str, str]:
    """Give what stands on each account of a case, where that is not nothing."""
    return {str(account): plain(amount) for account, amount in balances(case.pk).items() if amount}


def tasks_of(case: Case) -> list[str]:
    """Give the names of the open human tasks of a case, in alphabetical order."""
    open_tasks = Task.objects.filter(process__artifact_object_id=case.pk, finished=None)
    return sorted(task.flow_task.name for task in open_tasks)


def term(case: Case, code: str) -> Term:
    """Give the newest term of a kind."""
    found = Term.objects.filter(case=case, code=code).order_by("-id").first()
    assert found is not None, f"no term {code}"
    return found


def fresh(case: Case) -> Case:
    """Give the case as it stands in the database; refreshing would skip its protected status."""
    return Case.objects.select_related("window", "party", "application").get(pk=case.pk)


def at(day: date) -> datetime:
    """Give noon in Amsterdam on a day."""
    return datetime.combine(day, time(12), AMSTERDAM)


def report_data(case: Case, share: str, *, ended_on: date) -> dict[str, Any]:
    """Give the data of a report in which a share of the budget was realised."""
    return dict(scheme("slim").demonstration.report(application_of(case), ended_on, Decimal(share)))


def letters_sent(on: date) -> int:
    """Send every letter that is due on a day, as the command does, and give how many went out."""
    return send_due(on, Show(lambda line: None, is_quiet=True))


def refused(step: Callable[[], object], kind: type[Exception], match: str = "") -> None:
    """See a step refused, inside a savepoint so that the test can go on."""
    import pytest
    from django.db import transaction

    with pytest.raises(kind, match=match or None), transaction.atomic():
        step()


def euro_of(receivable: Receivable) -> Decimal:
    """Give what is open of a receivable, in euro."""
    return from_cents(receivable.amount_cents - receivable.received_cents)
