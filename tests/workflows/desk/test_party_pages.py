"""Trainers with their money, and measures on a party: proposed, heard and imposed on pages, with refusals told and kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Measure
from tests import make
from tests.workflows import trainers as t
from tests.workflows.desk.visiting import browser, do, task_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trainers")]


@pytest.fixture
def case(who: make.People) -> Case:
    """A grant of which the trainer invoiced all."""
    case = t.running(who)
    t.invoiced(case)
    return case


@pytest.fixture
def today() -> date:
    """The day on which pages act."""
    return timezone.localdate()


def test_trainers_are_listed_with_what_was_ordered_invoiced_and_paid(case: Case, who: make.People) -> None:
    words = text_of(browser(who, Role.REVIEWER).get("/opleiders/")).replace("\xa0", " ")
    assert t.NAME in words
    assert words.count("€ 24.999,00") == 2, "ordered and invoiced, not yet paid"
    make.paid(case, who, on=t.PAID_ON)
    words = text_of(browser(who, Role.REVIEWER).get("/opleiders/")).replace("\xa0", " ")
    assert words.count("€ 24.999,00") == 3


def test_a_measure_goes_from_intention_to_decision_on_its_pages(case: Case, who: make.People, today: date) -> None:
    trainer, handler, decider = t.order_of(case).party, browser(who, Role.HANDLER), browser(who, Role.DECIDER)
    told = {"scheme": "slim", "kind": "removal", "grounds": "Er is geen les gegeven."}
    assert handler.post(f"/partijen/{trainer.pk}/", told | {"grounds": ""}).status_code == 400
    assert handler.post(f"/partijen/{trainer.pk}/", told).status_code == 302
    measure = Measure.objects.get(party=trainer)
    decision = {"weighing": make.WEIGHING, "reasons": t.REASONS}
    page = f"/maatregelen/{measure.pk}/"
    early = decider.post(f"{page}opleggen/", decision)
    assert early.status_code == 409
    assert "nog niet verzonden" in text_of(early)
    assert Event.objects.filter(stream=measure.stream, action="measure.imposed", result="refused").count() == 1
    make.letters_sent(today)
    assert handler.post(f"{page}zienswijze/", {"text": "Die lessen zijn wel gegeven."}).status_code == 302
    assert handler.post(f"{page}opleggen/", decision).status_code == 409
    assert decider.post(f"{page}opleggen/", decision | {"answer": make.ANSWER}).status_code == 302
    make.letters_sent(today)
    measure.refresh_from_db()
    assert (measure.status, measure.from_on) == ("imposed", today)
    words = text_of(decider.get(page))
    assert "1 lopende verleningen zijn geraakt; van 1 moet nog" in words
    assert do(handler, task_of(case, "decide_affected"), outcome="goes_on", reasons=t.REASONS).status_code == 302
    assert "decide_affected" not in make.tasks_of(case)
    assert "verwijderd" in text_of(handler.get("/opleiders/"))


def test_an_exclusion_for_too_long_is_told_on_the_page(case: Case, who: make.People, today: date) -> None:
    handler, decider = browser(who, Role.HANDLER), browser(who, Role.DECIDER)
    told = {"scheme": "slim", "kind": "exclusion", "grounds": "Er is niets gemeld."}
    handler.post(f"/partijen/{case.party_id}/", told)
    make.letters_sent(today)
    measure = Measure.objects.get(party=case.party)
    Measure.objects.filter(pk=measure.pk).update(views_due_on=today - timedelta(days=1))
    decision = {"weighing": make.WEIGHING, "reasons": t.REASONS}
    page = f"/maatregelen/{measure.pk}/opleggen/"
    too_long = decider.post(page, decision | {"until_on": (today + timedelta(days=732)).isoformat()})
    assert (too_long.status_code, "ten hoogste 2 jaar" in text_of(too_long)) == (409, True)
    assert decider.post(page, decision | {"until_on": (today + timedelta(days=700)).isoformat()}).status_code == 302


def test_an_invoice_and_an_incident_are_judged_on_their_task_pages(who: make.People) -> None:
    from cases.models import Incident
    from workflows.steps.incidents import receive_incident

    case, handler = t.running(who), browser(who, Role.HANDLER)
    t.listed(kvk=t.OTHER_KVK, from_on=date(2023, 12, 10))
    row = t.invoiced(case)
    assert do(handler, task_of(case, "judge_invoice"), decision="reject", reasons=t.REASONS).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.reasons) == ("rejected", t.REASONS)
    told = {"kind": "illness", "explanation": "Ik ben ziek."}
    receive_incident(case.pk, told, by=make.recipient(case), received_at=make.at(date(2024, 3, 4)))
    task = task_of(case, "handle_incident")
    assert do(handler, task, outcome="noted", blame="nee", reasons=t.REASONS).status_code == 302
    assert Incident.objects.get(case=case).is_culpable is False


def test_the_case_page_shows_order_invoice_and_incident(case: Case, who: make.People) -> None:
    words = text_of(browser(who, Role.FINANCE).get(f"/zaken/{case.pk}/")).replace("\xa0", " ")
    assert f"Order {t.order_of(case).number}" in words
    assert "Factuur F-1 € 24.999,00 Goedgekeurd" in words


def test_a_handler_enters_the_acts_of_a_trainer_on_forms_made_from_their_shape(who: make.People) -> None:
    case, handler = t.running(who), browser(who, Role.HANDLER)
    order = t.order_of(case)
    for kind in ("invoice", "proof", "incident", "consent"):
        assert handler.get(f"/zaken/{case.pk}/ontvangen/{kind}/").status_code == 200
    told = {"number": "F-9", "order": order.number, "amount": "100,00", "received_on": "2023-12-18"}
    assert handler.post(f"/zaken/{case.pk}/ontvangen/invoice/", told).status_code == 302
    assert order.invoices.get().amount_cents == 100_00
    proof = {"outcome": "success", "ended_on": "2024-11-29", "received_on": "2024-12-10"}
    assert handler.post(f"/zaken/{case.pk}/ontvangen/proof/", proof).status_code == 302
    assert make.fresh(case).status == "reported"
