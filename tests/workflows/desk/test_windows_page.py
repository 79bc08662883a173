"""Windows: money as numbers and bars, and the lot with its people; a refusal is told and kept."""

from __future__ import annotations

from datetime import date

import pytest

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Draw, Window
from tests import make
from tests.workflows.desk.visiting import browser, text_of
from tests.workflows.windows import applying
from workflows.desk.bars import beside, stacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(who: make.People) -> Window:
    """The first window, with one application."""
    case = make.submitted(make.sample("mkb-klein-2020"))
    assert case.window is not None
    return case.window


def test_window_shows_ceiling_requested_and_counts(who: make.People, window: Window) -> None:
    words = text_of(browser(who, Role.FINANCE).get(f"/tijdvakken/{window.code}/")).replace("\xa0", " ")
    assert "€ 15.000.000,00" in words
    assert "Ingediend 1" in words


def test_lot_acts_are_refused_with_a_reason_that_is_kept(who: make.People, window: Window) -> None:
    response = browser(who, Role.ADMINISTRATOR).post(f"/tijdvakken/{window.code}/", {"act": "invoeren", "value": "1"})
    assert response.status_code == 409
    assert "Niet" in text_of(response) or "niet" in text_of(response)
    assert Event.objects.get(stream=window.stream, action="window.value_entered").result == "refused"


def test_role_without_the_act_reads_who_may(who: make.People, window: Window) -> None:
    client = browser(who, Role.HANDLER)
    assert "Dit kan alleen een beheerder of beslisser." in text_of(client.get(f"/tijdvakken/{window.code}/"))
    assert client.post(f"/tijdvakken/{window.code}/", {"act": "lijst"}).status_code == 409
    assert not Draw.objects.exists()


def test_list_of_few_applications_is_frozen_and_can_be_fetched(who: make.People, window: Window) -> None:
    client = browser(who, Role.ADMINISTRATOR)
    assert client.post(f"/tijdvakken/{window.code}/", {"act": "lijst"}).status_code == 302
    response = client.get(f"/tijdvakken/{window.code}/lijst.txt")
    assert response.content.decode().endswith(";volledig;8970.00\n") or ";" in response.content.decode()


def test_seed_is_never_shown_before_the_draw(who: make.People, window: Window) -> None:
    Draw.objects.create(window=window, seed_digest="a" * 64, seed_hex="b" * 64, value_source="beursindex")
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.DECIDER):
        assert "b" * 64 not in browser(who, role).get(f"/tijdvakken/{window.code}/").content.decode()


def test_a_drawn_order_says_up_to_which_number_all_are_handled(who: make.People) -> None:
    """slim.md 3.4 nr 6: the number whose amounts, added in order, fit; not the ceiling divided by the most that one may get."""
    window, _ = applying.all_applied(["20000.00"] * 3)
    applying.ceiling(window, "40000.00")
    page, sentence = f"/tijdvakken/{window.code}/", "de nummers 1 tot en met 2"
    assert sentence not in text_of(browser(who, Role.HANDLER).get(page))
    applying.drawn(window, who)
    assert sentence in text_of(browser(who, Role.HANDLER).get(page))


def test_a_window_by_arrival_names_the_day_that_waits_for_a_lot(who: make.People) -> None:
    window = make.window("slim-2022-2-swv")
    for amount, day in (("60000.00", 2), ("30000.00", 3), ("35000.00", 3), ("1000.00", 7)):
        applying.applied(amount, sample="swv-2022", on=date(2022, 6, day))
    page, sentence = f"/tijdvakken/{window.code}/", "Op 3 juni 2022 is meer gevraagd dan er over is. De 2 aanvragen"
    applying.ceiling(window, "126000.00")
    assert sentence not in text_of(browser(who, Role.HANDLER).get(page)), "all fit"
    applying.ceiling(window, "100000.00")
    assert sentence in text_of(browser(who, Role.HANDLER).get(page))


def test_bars_never_grow_beyond_the_whole() -> None:
    bars = stacked([("a", 80, "x"), ("b", 50, "y")], 100)
    assert [(bar.start, bar.length) for bar in bars] == [(0, 800), (800, 200)]
    assert [bar.length for bar in beside([("a", 0, "x"), ("b", 5, "y")])] == [0, 1000]
    assert beside([]) == ()
