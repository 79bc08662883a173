"""The page of a shared window, the lines on the page of a case, and the forms of the work on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Approval, Case, Counter, Decision, ShareList, SharingRun, Term, User, Window
from cases.windows.alone import LET_GO, TRY, alone
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED, FROZEN
from workflows.desk.tasks.line_check import FindLinesForm
from workflows.steps.desk_check import LineFound, find_lines
from workflows.steps.hearing import check_hearing
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.settling_directly import decide_shared, sign_sharing
from workflows.steps.sharing_runs import carry_out

pytestmark = pytest.mark.django_db
PAGE = "/tijdvakken/deling-2020/"


@pytest.fixture(autouse=True)
def _scheme() -> Iterator[None]:
    with shared.known(shared.a_scheme()):
        yield


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return shared.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """The window, open."""
    return shared.opened(who)


def browser(who: make.People, role: Role) -> Client:
    """Sign a colleague in."""
    client = Client()
    client.force_login(User.objects.get(pk=who[role].employee_id))
    return client


def text(client: Client, path: str) -> str:
    """Read a page."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def task(case: Case, name: str) -> str:
    """Give the address of an open task."""
    from viewflow.workflow.models import Task

    found = [
        t for t in Task.objects.filter(process__artifact_object_id=case.pk, finished=None) if t.flow_task.name == name
    ]
    return f"/taken/{found[0].pk}/"


def done(client: Client, address: str, **data: str) -> int:
    """Take a task and fill its form in."""
    client.post(f"{address}nemen/")
    return client.post(address, data).status_code


def test_the_page_shows_buckets_demand_and_the_rate_that_would_follow(who: make.People, window: Window) -> None:
    shared.applied(1, {}, {"units": 20})
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=202_500)
    shared.taken_up(window, who)
    shown = text(browser(who, Role.HANDLER), PAGE)
    assert "Verdeling naar rato" in shown
    assert "de lijst is nog niet bevroren" in shown
    assert "50,00 %" in shown
    assert "1,50" in shown
    assert "Loting" not in shown


def test_the_page_names_what_blocks_the_list(who: make.People, window: Window) -> None:
    case = shared.applied(1, {"met": None})
    shared.taken_up(window, who)
    shown = text(browser(who, Role.HANDLER), PAGE)
    assert case.number in shown
    assert "houdt de verdeling op" in shown


def test_the_acts_of_a_sharing_are_done_on_the_page_by_those_who_may(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.taken_up(window, who)
    admin, reviewer, decider = (browser(who, role) for role in (Role.ADMINISTRATOR, Role.REVIEWER, Role.DECIDER))
    assert admin.post(PAGE, {"act": "lijst"}).status_code == 302
    assert admin.post(PAGE, {"act": "goedkeuren"}).status_code == 409
    assert admin.post(PAGE, {"act": "tarieven"}).status_code == 302
    assert reviewer.post(PAGE, {"act": "goedkeuren"}).status_code == 302
    assert reviewer.post(PAGE, {"act": "tekenen"}).status_code == 409
    assert decider.post(PAGE, {"act": "tekenen"}).status_code == 302
    assert admin.post(PAGE, {"act": "zaad"}).status_code == 404
    assert ShareList.objects.get().signed_by_id == who[Role.DECIDER].user_id


def test_the_page_starts_work_in_the_background_and_shows_how_far_it_is(who: make.People, window: Window) -> None:
    shared.applied(1), shared.applied(2)
    handler, finance = browser(who, Role.HANDLER), browser(who, Role.FINANCE)
    assert ">Starten<" in text(handler, PAGE)
    assert ">Starten<" not in text(finance, PAGE)
    assert finance.post(PAGE, {"act": "take-up"}).status_code == 409
    assert handler.post(PAGE, {"act": "take-up"}).status_code == 302
    again = handler.post(PAGE, {"act": "take-up"})
    assert (again.status_code, "al gestart" in again.content.decode()) == (409, True)
    assert "wacht op de achtergrondverwerking" in text(handler, PAGE)
    run = SharingRun.objects.get()
    with alone(window.pk, "take-up"):
        assert "Dit loopt nu." in text(handler, PAGE)
    assert carry_out(run.pk) == "done"
    assert "2 van 2" in text(handler, PAGE)


def test_who_signed_decides_from_the_page(who: make.People, window: Window) -> None:
    case = shared.applied(1)
    shared.approved(window, who)
    decider = browser(who, Role.DECIDER)
    assert decider.post(PAGE, {"act": "decide"}).status_code == 409
    assert decider.post(PAGE, {"act": "tekenen"}).status_code == 302
    assert decider.post(PAGE, {"act": "decide"}).status_code == 302
    assert carry_out(SharingRun.objects.get().pk) == "done"
    assert Decision.objects.get(case=case).on == timezone.localdate()


def test_the_page_of_a_case_shows_its_lines_with_a_masked_holder(who: make.People, window: Window) -> None:
    case = shared.applied(1, {"holder": "999000013", "units": 30}, {"met": False})
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])
    shown = text(browser(who, Role.HANDLER), f"/zaken/{case.pk}/")
    regels = shown[shown.index('id="regels"') : shown.index('id="besluiten"')]
    assert "999000013" not in regels
    assert "Mbo: 30/40" in regels
    assert "2.025,00" in regels
    assert "De regel voldoet aan de voorwaarden. (Awb 4:35)" in regels


def test_the_page_of_a_settled_case_says_until_when_the_recipient_keeps_its_administration(
    who: make.People, window: Window
) -> None:
    case, client = shared.applied(1), browser(who, Role.HANDLER)
    shared.approved(window, who)
    assert "bewaart zijn administratie" not in text(client, f"/zaken/{case.pk}/")
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])
    assert "tot en met <strong>1\u00a0december\u00a02025</strong>" in text(client, f"/zaken/{case.pk}/")


def test_open_lines_are_judged_on_the_page(who: make.People, window: Window) -> None:
    case = shared.applied(1, {"met": None}, {"met": None})
    shared.taken_up(window, who)
    client, address = browser(who, Role.HANDLER), task(case, "assess_lines")
    assert done(client, address) == 400
    data = {"answer-1-conditions": "met", "reason-1-conditions": "De school bevestigt het."}
    assert client.post(address, data).status_code == 302
    outcomes = case.assessments.order_by("-pk")[0].lines.order_by("number").values_list("outcome", flat=True)
    assert list(outcomes) == ["met", "person"]


def test_a_part_of_an_open_line_is_counted_on_the_page(who: make.People, window: Window) -> None:
    case = shared.applied(1, {"met": None})
    shared.taken_up(window, who)
    check_hearing(case.pk, "refusal", is_required=False, reason=make.OWN_DATA, by=who[Role.HANDLER], on=FROZEN)
    client, address = browser(who, Role.HANDLER), task(case, "assess_lines")
    data = {"answer-1-conditions": "met", "reason-1-conditions": "SBB dekt twintig weken.", "count-1-units": "20"}
    assert done(client, address, **data) == 302
    line = case.assessments.order_by("-pk")[0].lines.get()
    assert (line.outcome, line.claims.get().units) == ("met", 20)


def test_a_late_refusal_is_judged_on_the_page_after_an_objection(who: make.People, window: Window) -> None:
    case = shared.applied(1, at=make.at(shared.CLOSED))
    shared.taken_up(window, who)
    refuse_all_late(window.pk, by=who[Role.DECIDER], on=FROZEN)
    address = f"/zaken/{case.pk}/handeling/regels-opnieuw-beoordelen/"
    assert browser(who, Role.HANDLER).post(address, {}).status_code == 302
    assert case.assessments.get().lines.get().outcome == "met"
    assert browser(who, Role.HANDLER).post(address, {}).status_code == 400


def test_the_check_reaches_every_line_page_by_page(who: make.People, window: Window) -> None:
    case = shared.applied(1, *[{}] * 45)
    Counter.objects.filter(window=window).update(limit_cents=45 * 270_000)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])
    make.letters_sent(DECIDED)
    form = FindLinesForm(case, DECIDED, start=41)
    assert (form.starts, [line.number for line in form.checked]) == ([1, 21, 41], [41, 42, 43, 44, 45])
    filled = {"finding-41": "conditions", "reason-41": "Er is geen overeenkomst.", "count-45-units": "10"}
    bound = FindLinesForm(make.fresh(case), DECIDED, filled, start=41)
    assert bound.is_valid(), bound.errors
    bound.take_step(who[Role.HANDLER], DECIDED)
    found = {line.number: line.outcome for line in case.assessments.get(stage="desk_check").lines.all()}
    assert (found[41], found[45], len(found)) == ("refused", "met", 45)
    again = FindLinesForm(make.fresh(case), DECIDED, start=41)
    assert ("met:conditions", "Voldoet toch: De regel voldoet aan de voorwaarden.") in again.fields[
        "finding-41"
    ].choices  # type: ignore[attr-defined]  # a field with choices


def test_a_page_of_a_long_form_links_to_the_others(who: make.People, window: Window) -> None:
    case = shared.applied(1, *[{"met": None}] * 25)
    shared.taken_up(window, who)
    client, address = browser(who, Role.HANDLER), task(case, "assess_lines")
    client.post(f"{address}nemen/")
    shown = text(client, f"{address}?vanaf=21")
    assert '<a href="?vanaf=1">1</a>' in shown
    assert "answer-25-conditions" in shown
    assert "answer-20-conditions" not in shown
    assert "answer-1-conditions" in text(client, f"{address}?vanaf=koffie")


def test_a_line_is_counted_provisionally_on_the_page(who: make.People, window: Window) -> None:
    case = shared.applied(1, {"met": None})
    shared.taken_up(window, who)
    address = f"/zaken/{case.pk}/handeling/regel-voorlopig-meetellen/"
    data = {"line": "1", "is_counted": "ja", "reason": "De school antwoordt later."}
    assert browser(who, Role.HANDLER).post(address, data).status_code == 302
    assert browser(who, Role.HANDLER).post(address, data).status_code == 409
    assert browser(who, Role.DECIDER).post(address, data).status_code == 302
    assert Approval.objects.count() == 2


def test_the_check_goes_over_its_pages_from_demand_to_change(who: make.People, window: Window) -> None:
    case = shared.applied(1, {})
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])
    make.letters_sent(DECIDED)
    handler, decider = browser(who, Role.HANDLER), browser(who, Role.DECIDER)
    address = f"/zaken/{case.pk}/handeling/documenten-opvragen/"
    assert handler.post(address, {"reasons": "Steekproef.", "documents": ""}).status_code == 302
    find_lines(case.pk, {1: LineFound(counts={"units": 20})}, by=who[Role.HANDLER], on=FROZEN)
    heard = {"is_required": "nee", "article": "Awb 4:8", "reason": make.OWN_DATA}
    assert done(handler, task(case, "check_hearing"), **heard) == 302
    amend = task(case, "amend")
    decider.post(f"{amend}nemen/")
    seen = str(case.assessments.filter(stage="desk_check").get().pk)
    data = {"ground": "b", "weighing": make.WEIGHING, "reasons": "Minder weken.", "seen": seen}
    assert decider.post(amend, {**data, "seen": "0"}).status_code == 409
    assert "vijfjaarstermijn" in decider.post(amend, data).content.decode()
    Term.objects.filter(case=case, code="revocation_bar").update(due_on=date(2030, 1, 1))
    assert decider.post(amend, data).status_code == 302
    assert Decision.objects.get(kind="settlement_amended").amount_cents == 135_000


def called(*arguments: str) -> dict[str, object]:
    """Run the command and read what it prints."""
    out = StringIO()
    call_command("shares", "deling", "2020", *arguments, stdout=out, skip_checks=True)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_a_whole_sharing_by_command(who: make.People, window: Window) -> None:
    shared.applied(1, {}, {"met": False})
    shared.applied(2, at=make.at(shared.CLOSED))
    day = ("--on", FROZEN.isoformat())
    assert called("take-up", "--by", "handler", *day)["lines"] == 2
    assert called("late", "--by", "decider", *day)["refused"] == 1
    called("freeze", "--by", "administrator", *day)
    assert called("rates", "--by", "administrator", *day)["rates"] == {"a": "100.00 %", "b": "100.00 %"}
    with pytest.raises(CommandError, match="stelde deze tarieven zelf voor|Dit kan alleen"):
        called("approve", "--by", "administrator", *day)
    called("approve", "--by", "reviewer", *day)
    called("sign", "--by", "decider", "--on", DECIDED.isoformat())
    assert called("decide", "--by", "decider") | {"shares": None} == {
        "settled": 1,
        "refused": 0,
        "amount": "2700.00",
        "shares": None,
    }
    shares = called("status")["shares"]
    assert isinstance(shares, dict)
    assert (shares["signed_on"], shares["late"], shares["not_taken_up"]) == (DECIDED.isoformat(), 0, 0)


def test_the_command_says_what_is_missing_and_keeps_a_refusal(who: make.People, window: Window) -> None:
    with pytest.raises(CommandError, match="--choice, --reason"):
        called("reallocate", "--by", "administrator")
    with pytest.raises(CommandError, match="Er is nog niets bevroren|nog niet bevroren|niet bevroren"):
        called("rates", "--by", "administrator")
    with pytest.raises(CommandError, match="geen medewerker"):
        called("freeze", "--by", "niemand")


def test_a_ceiling_that_no_source_gave_is_set_before_the_list_is_frozen(who: make.People, window: Window) -> None:
    shared.applied(1, {"supplement": True, "units": 10})
    shared.taken_up(window, who)
    with pytest.raises(CommandError, match="geen plafond voor week"):
        called("freeze", "--by", "administrator", "--on", FROZEN.isoformat())
    source = ("--source", "Staatscourant 2020, 1", "--by", "administrator")
    called("set-ceiling", "--bucket", "week", "--amount", "100.05", *source)
    called("freeze", "--by", "administrator", "--on", FROZEN.isoformat())
    assert called("rates", "--by", "administrator")["rates"] == {"a": "100.00 %", "b": "100.00 %", "week": "10.00"}
    assert Counter.objects.get(window=window, bucket="ceiling").limit_cents == 1_510_005


def test_an_outage_is_entered_and_approved_by_command(who: make.People, window: Window) -> None:
    moments = ("--since", "2020-09-16T14:00", "--until", "2020-09-16T20:00", "--closes", "2020-09-18T17:00")
    called("outage", "--by", "administrator", "--reason", "Onbereikbaar.", *moments)
    assert called("approve-outage", "--by", "decider")["closes_at"] == "2020-09-18T17:00:00+02:00"
    assert "Onbereikbaar." in text(browser(who, Role.HANDLER), PAGE)


def test_the_command_does_not_do_what_runs_in_the_background(
    who: make.People, window: Window, owner_connection: psycopg.Connection[Any]
) -> None:
    shared.applied(1)
    asked = {"act": "take-up", "window": window.pk}
    owner_connection.execute(TRY, asked)
    with pytest.raises(CommandError, match="loopt al"):
        called("take-up", "--by", "handler")
    owner_connection.execute(LET_GO, asked)
    assert called("take-up", "--by", "handler")["applications"] == 1
