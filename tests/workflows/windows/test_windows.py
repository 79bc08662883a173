"""Reading windows from the scheme, changing a ceiling (Awb 4:25 to 4:28), and the budget behind it (4:34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from audit.models import Event
from cases.amounts import euro, from_cents
from cases.authority import values as values_of_scheme
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.law import Article, Dated
from cases.models import Counter, DatedSetting, Window
from cases.schemes.registry import scheme
from cases.windows.method import NotInOrder, UnknownWindow, find_window
from tests import make
from tests.workflows.windows.applying import WINDOW, applied
from workflows.steps import windows
from workflows.steps.windows import change_ceiling, load_windows, parts_to_share, set_budget

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 1)


@pytest.fixture
def admin() -> Actor:
    return make.person(Role.ADMINISTRATOR)


def ceiling_of(code: str) -> Decimal:
    return from_cents(Counter.objects.get(window__code=code).limit_cents)


def test_every_published_window_gets_its_ceiling_of_that_day(admin: Actor) -> None:
    loaded = load_windows("slim", by=admin, on=ON)
    assert set(loaded.made) == {rule.code for rule in scheme("slim").windows}
    assert ceiling_of("slim-2024-3") == Decimal("13500000.00")  # slim.md 3: raised on 26-6-2024
    assert Event.objects.filter(stream="window:slim-2024-3", action="window.loaded").count() == 1


def test_loading_twice_changes_nothing_and_names_what_differs(admin: Actor) -> None:
    load_windows("slim", by=admin, on=ON)
    again = load_windows("slim", by=admin, on=date(2024, 7, 1))
    assert again.made == ()
    assert again.differing == ("slim-2024-3",)
    assert ceiling_of("slim-2024-3") == Decimal("13500000.00")
    assert Event.objects.filter(stream="window:slim-2024-3").count() == 1


@pytest.fixture
def without_ceiling(monkeypatch: pytest.MonkeyPatch) -> str:
    """A published window whose ceiling no source gives, and which names the value that will give it."""
    known = scheme("slim")
    article, question = known.windows[0].article, "Welk plafond gold?"
    ceiling = Dated({date(2020, 1, 1): None}, article, confirmed=False, question=question)
    first = replace(known.windows[0], ceiling=ceiling, ceiling_value="ceiling_first")
    values = {**known.values, "ceiling_first": ceiling}
    changed = replace(known, windows=(first, *known.windows[1:]), values=values)
    monkeypatch.setattr(windows, "scheme", lambda _: changed)
    monkeypatch.setattr(values_of_scheme, "scheme", lambda _: changed)
    values_of_scheme._published.cache_clear()
    return first.code


def test_a_window_without_a_ceiling_waits_until_two_administrators_set_it(admin: Actor, without_ceiling: str) -> None:
    loaded = load_windows("slim", by=admin, on=ON)
    assert loaded.waiting == (without_ceiling,)
    assert without_ceiling not in loaded.made
    assert not Window.objects.filter(code=without_ceiling).exists()
    other = make.person(Role.ADMINISTRATOR, username="another administrator")
    assert admin.user_id is not None
    DatedSetting.objects.create(
        scheme="slim",
        name="ceiling_first",
        value="1234567.89",
        from_on=date(2020, 1, 1),
        source="Staatscourant",
        proposed_by_id=admin.user_id,
        approved_by_id=other.user_id,
    )
    assert load_windows("slim", by=admin, on=ON).made == (without_ceiling,)
    assert ceiling_of(without_ceiling) == Decimal("1234567.89")
    assert load_windows("slim", by=admin, on=ON).differing == ()


def test_only_an_administrator_loads_windows() -> None:
    make.refused(lambda: load_windows("slim", by=make.person(Role.HANDLER), on=ON), NotAuthorised, "beheerder")
    assert not Window.objects.exists()


def test_a_ceiling_is_raised_as_a_dated_step(admin: Actor) -> None:
    load_windows("slim", by=admin, on=ON)
    raised = Decimal("16100000.00")
    change_ceiling(find_window("slim", "2024-3").pk, raised, by=admin, on=date(2024, 6, 26), source="Staatscourant")
    assert ceiling_of("slim-2024-3") == raised
    event = Event.objects.get(stream="window:slim-2024-3", action="window.ceiling_changed")
    assert event.on_date == date(2024, 6, 26)
    assert load_windows("slim", by=admin, on=date(2024, 7, 1)).differing == ()


def test_a_ceiling_may_be_lowered_only_before_the_first_application(admin: Actor) -> None:
    """Awb 4:27 lid 2."""
    window = make.window(WINDOW)
    change_ceiling(window.pk, Decimal("14000000.00"), by=admin, on=date(2020, 2, 1), source="Staatscourant")
    applied("10000.00")
    make.refused(
        lambda: change_ceiling(
            window.pk, Decimal("13999999.99"), by=admin, on=date(2020, 3, 9), source="Staatscourant"
        ),
        NotInOrder,
        "4:27",
    )
    change_ceiling(window.pk, Decimal("14000000.01"), by=admin, on=date(2020, 3, 9), source="Staatscourant")
    assert ceiling_of(WINDOW) == Decimal("14000000.01")


@pytest.mark.parametrize(("amount", "source"), [("15000000.00", "x"), ("0.00", "x"), ("16000000.00", " ")])
def test_a_ceiling_needs_another_amount_and_its_source(admin: Actor, amount: str, source: str) -> None:
    window = make.window(WINDOW)
    with pytest.raises(NotInOrder):
        change_ceiling(window.pk, Decimal(amount), by=admin, on=date(2020, 2, 1), source=source)


def test_a_budget_that_is_not_adopted_yet_is_noted_with_its_source_until_it_is(admin: Actor) -> None:
    """Awb 4:34: as long as the budget waits, the grants of this window hold the condition."""
    window, on = make.window(WINDOW), date(2020, 2, 1)
    set_budget(window.pk, is_adopted=False, by=admin, on=on, source="Kamerstukken 35 300 XV")
    assert not Window.objects.get().is_budget_adopted
    event = Event.objects.get(stream=window.stream, action="window.budget_awaited")
    assert "Awb 4:34" in event.body
    make.refused(lambda: set_budget(window.pk, is_adopted=False, by=admin, on=on, source="Nogmaals"), NotInOrder)
    make.refused(lambda: set_budget(window.pk, is_adopted=True, by=admin, on=on, source=" "), NotInOrder)
    with pytest.raises(NotAuthorised):
        set_budget(window.pk, is_adopted=True, by=make.person(Role.HANDLER), on=on, source="Staatsblad")
    set_budget(window.pk, is_adopted=True, by=admin, on=on, source="Staatsblad")
    assert Window.objects.get().is_budget_adopted


def test_a_window_is_found_with_and_without_its_scheme() -> None:
    window = make.window(WINDOW)
    assert find_window("slim", "2020-1") == find_window("slim", WINDOW) == window
    with pytest.raises(UnknownWindow, match="slim-2020-1"):
        find_window("slim", "1999-1")


@pytest.mark.parametrize(
    ("published", "ceiling", "parts"),
    [
        pytest.param({"mbo": "6.00", "hbo": "4.00"}, "10.00", {"mbo": "6.00", "hbo": "4.00"}, id="all published"),
        pytest.param({"places": None}, "10.00", {"places": "10.00"}, id="one bucket, its ceiling set by people"),
        pytest.param({"mbo": "6.00", "hbo": None}, "10.00", {"mbo": "6.00", "hbo": "4.00"}, id="the rest"),
    ],
)
def test_a_bucket_without_an_amount_takes_what_the_others_leave(
    published: dict[str, str | None], ceiling: str, parts: dict[str, str]
) -> None:
    on = date(2023, 6, 1)
    buckets = {
        code: Dated({on: euro(amount) if amount else None}, Article("Awb 4:22")) for code, amount in published.items()
    }
    rule = replace(scheme("slim").windows[0], buckets=buckets)
    assert parts_to_share(rule, euro(ceiling), on) == {code: euro(amount) for code, amount in parts.items()}
