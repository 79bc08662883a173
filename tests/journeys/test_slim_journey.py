"""One SLIM project of 2023 from its JSON to its audit export: drawn, granted with an advance of half, settled lower after hearing,
claimed back, repaid, closed. Somewhere on the way all of viewflow's rows are thrown away."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from viewflow.workflow.models import Process, Task

from audit.models import Event
from cases.amounts import euro, to_cents
from cases.authority.permissions import Role
from cases.models import Case, Counter, Decision, Receivable, Status, Window
from cases.money.ledger import discrepancies
from letters.models import Composition, Letter
from tests import make
from tests.journeys.trail import exported, told
from workflows.steps.assessment import assess_application
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list
from workflows.steps.grant import grant_subsidy
from workflows.steps.hearing import receive_views
from workflows.steps.money import claim_back, register_repayment
from workflows.steps.ordering import draw_lot
from workflows.steps.settlement import Choice, assess_settlement, settle_subsidy

pytestmark = pytest.mark.own_database

CLOSED, DRAWN_ON, GRANTED_ON, PAID_ON = date(2023, 9, 29), date(2023, 10, 9), date(2023, 12, 1), date(2023, 12, 20)
REPORTED_ON, HEARD_ON, SETTLED_ON = date(2024, 12, 10), date(2025, 1, 6), date(2025, 1, 20)
CLAIMED_ON, FINISHED_ON = date(2025, 2, 3), date(2025, 3, 24)
VALUE = "AB 12345"
CHOICE = Choice("lower", euro("8000.00"), "Een deel van de facturen hoort niet bij het project.")

STORY = [
    "case.submitted",
    "letter.sent receipt",
    "letter.sent lot_result",
    "case.assessment_started",
    "case.assessed application grant",
    "case.granted 24999.00",
    "letter.sent grant",
    "payment.approved 12499.50",
    "payment.paid 12499.50",
    "case.reported",
    "case.assessed settlement lower",
    "case.hearing_checked",
    "case.views_requested",
    "letter.sent report_receipt",
    "letter.sent settlement_views",
    "case.views_received",
    "case.assessed settlement lower",
    "case.settled 8000.00",
    "letter.sent settlement_lower",
    "case.claimed_back 4499.50",
    "letter.sent recovery",
    "case.repaid 2000.00",
    "case.repaid 2499.50",
    "case.closed",
]


def submitted_by_command(folder: Path) -> Window:
    """Take in three applications of JSON for one place under the ceiling, as the operator does."""
    window = make.window("slim-2023-3")
    Counter.objects.filter(window=window).update(limit_cents=to_cents(euro("30000.00")))
    lines = []
    for number in (1, 2, 3):
        envelope = make.sample("mkb-voorschot-2023")
        envelope["application"]["applicant"] |= {"kvk_number": f"9200000{number}", "name": f"Waterval {number} B.V."}
        make.known_to_registers(envelope)
        lines.append(json.dumps(envelope, ensure_ascii=False))
    file, out = folder / "aanvragen.jsonl", StringIO()
    file.write_text("\n".join(lines), encoding="utf-8")
    call_command("submit", str(file), stdout=out)
    assert json.loads(out.getvalue().splitlines()[-1]) == {"summary": {"submitted": 3, "known": 0, "rejected": 0}}
    return window


def drawn(window: Window, who: make.People) -> Case:
    """Draw the lot, give the first number its place, and refuse the others; gives the first."""
    due = datetime.combine(date(2023, 10, 6), time(18), make.AMSTERDAM)
    by, decider = who[Role.ADMINISTRATOR], who[Role.DECIDER]
    commit_seed(window.pk, by=by, on=date(2023, 9, 20), value_source="Trekking van 6 oktober 2023", value_due_at=due)
    freeze_list(window.pk, by=by, on=CLOSED)
    enter_value(window.pk, VALUE, by=by, on=DRAWN_ON)
    confirm_value(window.pk, VALUE, by=decider, on=DRAWN_ON)
    draw_lot(window.pk, by=decider, on=DRAWN_ON)
    make.letters_sent(DRAWN_ON)
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN_ON).reached == 1
    return Case.objects.select_related("party", "application", "window").get(window=window, position__number=1)


def granted(case: Case, who: make.People) -> None:
    """Assess and grant, with an advance of half."""
    assess_application(case.pk, by=who[Role.HANDLER], on=GRANTED_ON)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=GRANTED_ON)
    make.letters_sent(GRANTED_ON)
    assert make.balances_of(case) == {"committed": "24999.00"}


def settled_after_hearing(case: Case, who: make.People) -> None:
    """Settle lower than reported, once the recipient was heard."""
    make.reported(case, "0.40", on=REPORTED_ON)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=REPORTED_ON, choice=CHOICE)
    make.to_be_heard(case, "settlement", who, on=REPORTED_ON)
    make.letters_sent(REPORTED_ON)
    views = {"text": "De facturen horen er wel bij."}
    receive_views(case.pk, views, by=make.recipient(case), received_at=make.at(date(2024, 12, 19)))
    assess_settlement(case.pk, by=who[Role.HANDLER], on=HEARD_ON, choice=CHOICE)
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON, weighing=make.WEIGHING, answer_to_views=make.ANSWER)
    make.letters_sent(SETTLED_ON)


def repaid(case: Case, who: make.People) -> None:
    """Claim back what was paid too much, and receive it in two parts."""
    claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    make.letters_sent(CLAIMED_ON)
    receivable = Receivable.objects.get(case=case)
    assert receivable.amount_cents == to_cents(euro("4499.50"))
    for amount in ("2000.00", "2499.50"):
        register_repayment(receivable.pk, amount=euro(amount), by=who[Role.FINANCE], on=date(2025, 3, 3))


def all_tasks() -> dict[str, list[str]]:
    """Give the open tasks of every case."""
    return {case.number: make.tasks_of(case) for case in Case.objects.order_by("pk")}


def thrown_away_and_made_again(on: date) -> None:
    """Forget all of viewflow's rows and make them again from the facts."""
    before = all_tasks()
    assert any(before.values())
    keys = set(Process.objects.values_list("pk", flat=True))
    call_command("rebuild_work", "--forget", "--on", on.isoformat(), stdout=StringIO())
    assert all_tasks() == before
    assert not keys & set(Process.objects.values_list("pk", flat=True))
    assert Task.objects.exclude(finished=None).count() == 0


def test_a_project_from_its_json_to_its_audit_export(tmp_path: Path) -> None:
    who = make.people()
    window = submitted_by_command(tmp_path)
    case = drawn(window, who)
    assert refuse_unreached(window.pk, by=who[Role.DECIDER], on=GRANTED_ON) == 2
    granted(case, who)
    thrown_away_and_made_again(GRANTED_ON)
    make.paid(case, who, on=PAID_ON)
    settled_after_hearing(case, who)
    thrown_away_and_made_again(SETTLED_ON)
    assert make.tasks_of(case) == ["claim_back"]
    repaid(case, who)
    assert make.balances_of(case) == {"committed": "8000.00", "paid": "8000.00"}
    make.day_passes(FINISHED_ON)
    assert {each.status for each in Case.objects.all()} == {Status.CLOSED}
    assert list(discrepancies()) == []
    assert not any(all_tasks().values())
    assert not Decision.objects.filter(letters=None).exists()
    assert set(Letter.objects.values_list("status", flat=True)) == {"sent"}
    assert Composition.objects.count() == Letter.objects.count()

    events = exported(case, tmp_path)
    assert [told(event) for event in events] == STORY
    statuses = [(event["from"], event["to"]) for event in events[1:] if event.get("from") != event.get("to")]
    assert [after for _, after in statuses] == [
        "assessment",
        "granted",
        "reported",
        "settlement_views",
        "settled",
        "recovery",
        "closed",
    ]
    assert [before for before, _ in statuses] == ["submitted", *[after for _, after in statuses[:-1]]]
    assert all(event["rules"] == case.version for event in events if str(event["action"]).startswith("case.granted"))
    assert Event.objects.filter(result="refused").count() == 0
