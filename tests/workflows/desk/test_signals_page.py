"""The reviewer's pages: the list with its filter and pages, the task, and the wall around both."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Access, Event
from cases.authority.permissions import Role
from cases.models import Case, RoleHolding, Signal
from tests import make
from tests.workflows.desk.test_markup import faults
from tests.workflows.desk.visiting import browser, do, take, task_of, text_of
from workflows.steps.signals import raise_by_hand, raise_signals, review_signal

ON = date(2020, 4, 2)
SAW = "De offerte is door de aanvrager zelf geschreven."
WHY = "Nagekeken: één groep met één rekening."
WALLED = (Role.HANDLER, Role.DECIDER, Role.FINANCE, Role.ADMINISTRATOR)


@pytest.fixture
def case(who: make.People) -> Case:
    """The fourth application with one account and one description: two signals."""
    return [make.applied(number=number) for number in range(1, 5)][-1]


def listed(client: Client, query: str = "") -> list[str]:
    """Give the case numbers on a page of the list, in order."""
    return re.findall(r'class="number">([^<]+)<', client.get(f"/signalen/{query}").content.decode())


def by_hand(case: Case, who: make.People) -> Signal:
    """Let the handler give a signal."""
    return raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)


def test_the_list_says_what_was_seen_why_it_matters_and_what_to_look_at(who: make.People, case: Case) -> None:
    by_hand(case, who)
    page = browser(who, Role.REVIEWER).get("/signalen/")
    words = text_of(page)
    for expected in (
        "Hetzelfde rekeningnummer staat in 4 aanvragen van 4 aanvragers; grens 3.",
        "Waarom dit ertoe doet.",
        "Op wiens naam staat de rekening?",
        "Aanwijzing 20",
        "gemeten: 4",
        "grens: 3",
        SAW,
    ):
        assert expected in words
    assert faults(page.content.decode()) == []
    assert page.content.decode().count("<rect") >= 6


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?regeling=slim", 3),
        ("?regel=shared_account", 1),
        ("?regel=hand", 1),
        ("?gewicht=high", 1),
        ("?stand=bekeken", 1),
        ("?stand=alle", 4),
        ("?uitkomst=unfounded", 1),
        ("?uitkomst=founded", 0),
        ("?regel=onzin", 3),
        ("?voor=onzin", 3),
        ("?voor=\u00b2", 3),
    ],
)
def test_filter_narrows_and_nonsense_does_no_harm(who: make.People, case: Case, query: str, count: int) -> None:
    by_hand(case, who)
    old = by_hand(case, who)
    review_signal(old.pk, outcome="unfounded", reason=WHY, by=who[Role.REVIEWER], on=ON)
    assert len(listed(browser(who, Role.REVIEWER), query)) == count


def test_pages_lose_no_signal_and_show_none_twice(
    who: make.People, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.desk.signals.PER_PAGE", 2)
    for _ in range(3):
        by_hand(case, who)
    client, seen, query = browser(who, Role.REVIEWER), [], ""
    while True:
        page = client.get(f"/signalen/{query}")
        seen += [item["explained"].signal.pk for item in page.context["listed"]]
        if not page.context["older"]:
            break
        query = f"?{page.context['older']}"
    assert seen == sorted(Signal.objects.values_list("pk", flat=True), reverse=True)


def test_the_list_takes_as_many_queries_for_many_as_for_few(who: make.People, case: Case) -> None:
    client = browser(who, Role.REVIEWER)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get("/signalen/")
        counted.append(len(captured))
        for _ in range(10):
            by_hand(case, who)
    assert counted[0] == counted[1] <= 10


def test_reading_the_list_is_noted(who: make.People, case: Case) -> None:
    browser(who, Role.REVIEWER).get("/signalen/")
    assert Access.objects.filter(actor=str(who[Role.REVIEWER]), object="signals:all").count() == 1


def test_the_counts_per_rule_show_how_many_were_unfounded(who: make.People, case: Case) -> None:
    signal = Signal.objects.get(case=case, rule="shared_account")
    review_signal(signal.pk, outcome="unfounded", reason=WHY, by=who[Role.REVIEWER], on=ON)
    rows = browser(who, Role.REVIEWER).get("/signalen/").context["rules"]
    found = {row["bar"].label: (row["open"], row["reviewed"], row["unfounded"]) for row in rows}
    assert found == {"Zelfde rekeningnummer": (0, 1, 1), "Zelfde projectbeschrijving": (1, 0, 0)}


def test_a_reviewer_takes_the_task_and_says_of_each_signal_what_is_the_matter(who: make.People, case: Case) -> None:
    client, task = browser(who, Role.REVIEWER), task_of(case, "review_signal")
    first, second = case.signals.order_by("pk")
    assert task_of(case, "review_signal").pk in {item["task"] for item in client.get("/signalen/").context["listed"]}
    answer = do(client, task, **{f"outcome_{first.pk}": "unfounded", f"reason_{first.pk}": WHY})
    assert answer.status_code == 302
    assert list(case.signals.order_by("pk").values_list("status", flat=True)) == ["reviewed", "open"]
    do(client, task, **{f"outcome_{second.pk}": "founded", f"reason_{second.pk}": WHY})
    assert not case.signals.filter(status="open").exists()
    assert "review_signal" not in make.tasks_of(case)


def test_a_reviewer_can_record_the_same_for_all_cases_with_the_same_signal(who: make.People, case: Case) -> None:
    raise_signals([one.pk for one in Case.objects.all()], by=who[Role.SYSTEM], on=ON)
    client, task = browser(who, Role.REVIEWER), task_of(case, "review_signal")
    take(client, task)
    signal = case.signals.get(rule="shared_account")
    page = client.get(f"/taken/{task.pk}/")
    assert "Leg dit ook vast bij de 3 andere zaken" in text_of(page)
    assert faults(page.content.decode()) == []
    data = {f"outcome_{signal.pk}": "unfounded", f"reason_{signal.pk}": WHY, f"alike_{signal.pk}": "on"}
    assert do(client, task, **data).status_code == 302
    assert Signal.objects.filter(rule="shared_account", status="reviewed").count() == 4
    assert Signal.objects.filter(rule="shared_summary", status="open").count() == 4


@pytest.mark.parametrize(
    ("fields", "match"),
    [({}, "ten minste één signaal"), ({"outcome": "unfounded", "reason": ""}, "waarop de uitkomst berust")],
)
def test_an_incomplete_review_records_nothing(who: make.People, case: Case, fields: dict[str, str], match: str) -> None:
    signal = case.signals.order_by("pk")[0]
    data = {f"{name}_{signal.pk}": value for name, value in fields.items()}
    answer = do(browser(who, Role.REVIEWER), task_of(case, "review_signal"), **data)
    assert answer.status_code == 400
    assert match in text_of(answer)
    assert case.signals.filter(status="open").count() == 2


def test_the_task_page_explains_and_has_no_faults(who: make.People, case: Case) -> None:
    client, task = browser(who, Role.REVIEWER), task_of(case, "review_signal")
    take(client, task)
    page = client.get(f"/taken/{task.pk}/")
    assert "grens 3" in text_of(page)
    assert faults(page.content.decode()) == []


@pytest.mark.parametrize("role", WALLED)
def test_who_handles_cases_sees_no_signal_anywhere(who: make.People, case: Case, role: Role) -> None:
    by_hand(case, who)
    client, task = browser(who, role), task_of(case, "review_signal")
    take(browser(who, Role.REVIEWER), task)
    assert client.get("/signalen/").status_code == 403
    assert client.get(f"/taken/{task.pk}/").status_code == 403
    assert client.post(f"/taken/{task.pk}/nemen/").status_code == 403
    assert client.post(f"/taken/{task.pk}/teruggeven/").status_code == 403
    for address in (f"/zaken/{case.pk}/", "/?lijst=alle"):
        words = text_of(client.get(address))
        for hidden in ("Signaal bekijken", "gevraagd te kijken", "rekeningnummer", SAW, "taak is opgenomen"):
            assert hidden not in words


def test_a_reviewer_and_an_auditor_see_the_road_of_a_signal_on_the_case(who: make.People, case: Case) -> None:
    for role in (Role.REVIEWER, Role.AUDITOR):
        words = text_of(browser(who, role).get(f"/zaken/{case.pk}/"))
        assert "Een controleur is gevraagd te kijken: Zelfde rekeningnummer." in words
        assert "Signaal bekijken" in words


def test_an_auditor_reads_signals_and_reviews_none(who: make.People, case: Case) -> None:
    client, task = browser(who, Role.AUDITOR), task_of(case, "review_signal")
    assert listed(client) == [case.number] * 2
    assert {item["task"] for item in client.get("/signalen/").context["listed"]} == {None}
    assert client.get(f"/taken/{task.pk}/").status_code == 403
    assert take(client, task).status_code == 403


def test_a_reviewer_of_another_scheme_sees_nothing(who: make.People, case: Case) -> None:
    RoleHolding.objects.filter(user_id=who[Role.REVIEWER].employee_id).update(scheme="elders")
    client, task = browser(who, Role.REVIEWER), task_of(case, "review_signal")
    assert listed(client) == []
    assert client.get(f"/taken/{task.pk}/").status_code == 403


def test_a_handler_gives_a_signal_from_the_case(who: make.People, case: Case) -> None:
    client, address = browser(who, Role.HANDLER), f"/zaken/{case.pk}/handeling/signaal-geven/"
    assert address in client.get(f"/zaken/{case.pk}/").content.decode()
    page = client.get(address)
    assert faults(page.content.decode()) == []
    assert client.post(address, {"remark": SAW}).status_code == 302
    assert case.signals.get(origin="person").remark == SAW


def test_a_refused_signal_is_kept_in_the_trail_without_its_words(who: make.People, case: Case) -> None:
    client = browser(who, Role.FINANCE)
    assert client.post(f"/zaken/{case.pk}/handeling/signaal-geven/", {"remark": SAW}).status_code == 409
    refused = Event.objects.get(stream=case.stream, action="signal.raised", result="refused")
    assert SAW not in refused.body


def test_signals_stand_in_the_worklist_of_reviewers_alone(who: make.People, case: Case) -> None:
    assert case.number in browser(who, Role.REVIEWER).get("/?lijst=open").content.decode()
    assert case.number not in browser(who, Role.AUDITOR).get("/?lijst=alle").content.decode()
    assert timezone.localdate() > ON
