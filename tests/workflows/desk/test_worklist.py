"""The worklist: tabs, filters, order by last day in words, and pages by keyset that lose no task and show none twice."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Case, Term
from tests import make
from tests.workflows.desk.visiting import browser, take, task_of, text_of
from workflows.desk.templatetags.desk import due, term_left

TODAY = date(2026, 11, 21)


@pytest.fixture
def cases(who: make.People) -> list[Case]:
    """Seven incomplete applications, due on other days."""
    made = []
    for number in range(7):
        envelope = make.sample("mkb-onvolledig-2020")
        envelope["application"]["applicant"]["kvk_number"] = f"9000010{number}"
        made.append(make.submitted(envelope))
        due_on = timezone.localdate() + timedelta(days=3 * number - 6)
        Term.objects.filter(case=made[-1], code="decision").update(due_on=due_on)
    return made


def listed(client: Client, query: str = "") -> list[str]:
    """Give the case numbers on a page of the list, in order."""
    return re.findall(r'class="number">([^<]+)<', client.get(f"/{query}").content.decode())


def test_shortest_term_comes_first_with_words_beside_the_colour(who: make.People, cases: list[Case]) -> None:
    client = browser(who, Role.HANDLER)
    assert listed(client) == [case.number for case in cases]
    words = text_of(client.get("/"))
    for expected in ("6 dagen te laat", "vandaag", "nog 3 dagen"):
        assert expected in words


def test_pages_lose_no_task_and_show_none_twice(
    who: make.People, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.desk.worklist_rows.PER_PAGE", 3)
    Term.objects.filter(case__in=cases[4:], code="decision").update(ended_on=date(2026, 1, 1))
    client, seen, query = browser(who, Role.HANDLER), [], "?lijst=open"
    while query:
        page = client.get(f"/{query}")
        seen += listed(client, query)
        query = f"?{page.context['following']}" if page.context["following"] else ""
    assert seen == [case.number for case in cases]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?termijn=laat", 2),
        ("?termijn=week", 3),
        ("?termijn=zonder", 0),
        ("?regeling=slim", 7),
        ("?tijdvak=slim-2020-1", 7),
        ("?status=granted", 0),
        ("?soort=PaymentFlow", 0),
        ("?soort=GrantFlow&status=submitted", 7),
        ("?na=onzin", 7),
        ("?lijst=onzin", 7),
        ("?tijdvak=bestaat-niet", 7),
    ],
)
def test_filter_narrows_and_nonsense_in_the_address_does_no_harm(
    who: make.People, cases: list[Case], query: str, count: int
) -> None:
    assert len(listed(browser(who, Role.HANDLER), query)) == count


def test_taken_task_moves_from_open_to_mine_and_to_the_list_of_colleagues(who: make.People, cases: list[Case]) -> None:
    client = browser(who, Role.HANDLER)
    take(client, task_of(cases[0], "check_completeness"))
    assert listed(client, "?lijst=mijn") == [cases[0].number]
    assert cases[0].number not in listed(client, "?lijst=open")
    other = browser({Role.HANDLER: make.person(Role.HANDLER, username="collega")}, Role.HANDLER)
    assert listed(other, "?lijst=collega") == [cases[0].number]


def test_who_can_do_nothing_starts_with_all_tasks(who: make.People, cases: list[Case]) -> None:
    assert len(listed(browser(who, Role.AUDITOR))) == 7
    assert listed(browser(who, Role.FINANCE)) == []


@pytest.mark.parametrize(
    ("days", "words", "level"),
    [
        (-800, "2 jaar te laat", "late"),
        (-100, "3 maanden te laat", "late"),
        (-1, "1 dag te laat", "late"),
        (0, "vandaag", "late"),
        (1, "nog 1 dag", "soon"),
        (7, "nog 7 dagen", "soon"),
        (8, "nog 8 dagen", "later"),
    ],
)
def test_last_day_is_told_in_words_and_by_a_level(days: int, words: str, level: str) -> None:
    assert due(TODAY + timedelta(days=days), TODAY) == {"words": words, "level": level}


def test_term_of_the_other_side_is_over_and_never_late() -> None:
    objection = Term(code="objection", due_on=TODAY - timedelta(days=10))
    assert term_left(objection, TODAY)["words"] == "10 dagen geleden voorbij"
    assert term_left(Term(code="decision", due_on=objection.due_on), TODAY)["level"] == "late"
