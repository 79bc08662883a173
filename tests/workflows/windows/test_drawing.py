"""The lot from sealed seed to order: each act in its own time and by its own people; allowed and refused share one set-up."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.documents.store import digest_of, keep
from cases.models import Case, Draw, Position, Window
from cases.windows.lot import draw_order, list_text, seed_digest
from cases.windows.method import NotInOrder
from letters.models import Letter
from tests import make
from tests.workflows.windows.applying import (
    BEFORE,
    CLOSED,
    DRAWN,
    DUE,
    SOURCE,
    VALUE,
    VALUE_ON,
    all_applied,
    applied,
    ceiling,
    drawn,
    in_order,
    sealed,
    valued,
)
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list, frozen_list
from workflows.steps.ordering import draw_lot, import_order

pytestmark = pytest.mark.django_db
AMOUNTS = ("24999.00", "20000.00", "10000.00", "5000.00")


@pytest.fixture
def who() -> make.People:
    return make.people()


@pytest.fixture
def window() -> Window:
    window, _ = all_applied(AMOUNTS)
    ceiling(window, "50000.00")
    return window


def facts(window: Window, action: str) -> dict[str, object]:
    event = Event.objects.get(stream=window.stream, action=action, result="done")
    return dict(json.loads(event.body)["facts"])


# --- the seed -----------------------------------------------------------------------------------------------------


def test_the_seed_is_sealed_before_closing_and_only_its_digest_is_published(window: Window, who: make.People) -> None:
    sealed(window, who)
    draw = Draw.objects.get(window=window)
    assert draw.seed_digest == seed_digest(draw.seed_hex)
    body = Event.objects.get(stream=window.stream, action="window.seed_committed").body
    assert draw.seed_digest in body
    assert draw.seed_hex not in body


@pytest.mark.parametrize(
    ("on", "due", "message"),
    [
        pytest.param(CLOSED, DUE, "gesloten", id="after closing"),
        pytest.param(BEFORE, DUE - timedelta(days=10), "pas na 31-03-2020 17:00", id="value known before closing"),
        pytest.param(BEFORE, DUE.replace(tzinfo=None), "toevalswaarde", id="moment without offset"),
    ],
)
def test_a_seed_at_the_wrong_time_is_refused(
    window: Window, who: make.People, on: date, due: object, message: str
) -> None:
    by = who[Role.ADMINISTRATOR]
    make.refused(
        lambda: commit_seed(window.pk, by=by, on=on, value_source=SOURCE, value_due_at=due),  # type: ignore[arg-type]
        NotInOrder,
        message,
    )
    sealed(window, who)


def test_a_second_seed_is_refused(window: Window, who: make.People) -> None:
    sealed(window, who)
    make.refused(lambda: sealed(window, who), NotInOrder, "tweede zaad")


def test_only_an_administrator_seals_the_seed(window: Window, who: make.People) -> None:
    by = who[Role.DECIDER]
    make.refused(
        lambda: commit_seed(window.pk, by=by, on=BEFORE, value_source=SOURCE, value_due_at=DUE),
        NotAuthorised,
        "beheerder",
    )


# --- the list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "message"),
    [
        pytest.param(date(2020, 3, 31), "open tot 31-03-2020 17:00", id="before closing"),
        pytest.param(VALUE_ON, "bekend sinds 06-04-2020 18:00", id="after the value's moment"),
    ],
)
def test_the_list_is_frozen_between_closing_and_the_value(
    window: Window, who: make.People, on: date, message: str
) -> None:
    sealed(window, who)
    by = who[Role.ADMINISTRATOR]
    make.refused(lambda: freeze_list(window.pk, by=by, on=on), NotInOrder, message)
    digest = freeze_list(window.pk, by=by, on=CLOSED)
    assert facts(window, "window.list_frozen")["digest"] == digest
    make.refused(lambda: freeze_list(window.pk, by=by, on=CLOSED), NotInOrder, "al bevroren")


def test_without_a_seed_the_list_can_only_be_frozen_for_a_notary(window: Window, who: make.People) -> None:
    by = who[Role.ADMINISTRATOR]
    make.refused(lambda: freeze_list(window.pk, by=by, on=CLOSED), NotInOrder, "notaris")
    freeze_list(window.pk, by=by, on=CLOSED, for_notary=True)
    assert Draw.objects.get(window=window).method == "notary"


def test_the_list_holds_open_applications_and_says_who_is_incomplete(window: Window, who: make.People) -> None:
    incomplete = make.submitted(make.sample("mkb-onvolledig-2020"))
    sealed(window, who)
    digest = freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=CLOSED)
    listed = frozen_list(Draw.objects.get(window=window))
    assert digest_of(list_text(listed).encode()) == digest
    assert [entry.number for entry in listed if not entry.is_complete] == [incomplete.number]
    assert len(listed) == len(AMOUNTS) + 1


# --- the value ----------------------------------------------------------------------------------------------------


@pytest.fixture
def frozen(window: Window, who: make.People) -> Window:
    sealed(window, who)
    freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=CLOSED)
    return window


def test_the_value_is_entered_by_two_people_who_type_the_same(frozen: Window, who: make.People) -> None:
    first, second = who[Role.ADMINISTRATOR], who[Role.DECIDER]
    enter_value(frozen.pk, f" {VALUE} ", by=first, on=VALUE_ON)
    make.refused(lambda: confirm_value(frozen.pk, VALUE, by=first, on=VALUE_ON), SecondPersonNeeded, "zelf")
    make.refused(lambda: confirm_value(frozen.pk, "AB 12354", by=second, on=VALUE_ON), NotInOrder, "niet de waarde")
    confirm_value(frozen.pk, VALUE, by=second, on=VALUE_ON)
    make.refused(lambda: enter_value(frozen.pk, "X", by=first, on=VALUE_ON), NotInOrder, "staat vast")


def test_a_mistyped_value_can_be_entered_again_until_it_is_confirmed(frozen: Window, who: make.People) -> None:
    enter_value(frozen.pk, "AB 12354", by=who[Role.ADMINISTRATOR], on=VALUE_ON)
    valued(frozen, who)
    assert Draw.objects.get(window=frozen).value == VALUE


@pytest.mark.parametrize("value", ["", "  ", "a\nb", "x" * 201], ids=["empty", "blank", "two lines", "too long"])
def test_a_value_that_nobody_can_type_again_is_refused(frozen: Window, who: make.People, value: str) -> None:
    make.refused(lambda: enter_value(frozen.pk, value, by=who[Role.DECIDER], on=VALUE_ON), NotInOrder, "leesbare")


def test_the_value_cannot_be_entered_before_its_moment(frozen: Window, who: make.People) -> None:
    by = who[Role.ADMINISTRATOR]
    make.refused(lambda: enter_value(frozen.pk, VALUE, by=by, on=date(2020, 4, 6)), NotInOrder, "06-04-2020 18:00")


def test_the_database_too_demands_another_person(frozen: Window, who: make.People) -> None:
    user = who[Role.ADMINISTRATOR].user_id
    with pytest.raises(Exception, match="value_is_confirmed_by_another_person"):
        Draw.objects.filter(window=frozen).update(value="X", value_entered_by=user, value_confirmed_by=user)


# --- the draw -----------------------------------------------------------------------------------------------------


def test_the_draw_gives_every_complete_application_its_number_by_key(frozen: Window, who: make.People) -> None:
    valued(frozen, who)
    draw = draw_lot(frozen.pk, by=who[Role.DECIDER], on=DRAWN)
    expected = draw_order(frozen_list(draw), draw.seed_hex, VALUE)
    positions = Position.objects.filter(window=frozen).order_by("number").select_related("case")
    assert [(one.case.number, one.key) for one in positions] == [(one.number, one.key) for one in expected]
    assert [one.number for one in positions] == [1, 2, 3, 4]


def test_the_draw_reveals_the_seed_in_its_event(frozen: Window, who: make.People) -> None:
    valued(frozen, who)
    draw = draw_lot(frozen.pk, by=who[Role.DECIDER], on=DRAWN)
    revealed = facts(frozen, "window.drawn")
    assert revealed["seed"] == draw.seed_hex
    assert revealed["seed_digest"] == seed_digest(draw.seed_hex)
    assert (revealed["value"], revealed["list_digest"]) == (VALUE, draw.list_digest)


def test_everyone_drawn_gets_a_letter_with_number_and_count(frozen: Window, who: make.People) -> None:
    valued(frozen, who)
    draw_lot(frozen.pk, by=who[Role.DECIDER], on=DRAWN)
    for place, case in enumerate(in_order(frozen), 1):
        letter = Letter.objects.get(case=case, kind="lot_result")
        assert letter.facts == {"lot_number": str(place), "lot_count": "4"}
        assert letter.planned_on == DRAWN


def test_nothing_is_drawn_without_a_confirmed_value_or_twice(frozen: Window, who: make.People) -> None:
    by = who[Role.DECIDER]
    make.refused(lambda: draw_lot(frozen.pk, by=by, on=DRAWN), NotInOrder, "twee personen")
    enter_value(frozen.pk, VALUE, by=who[Role.ADMINISTRATOR], on=VALUE_ON)
    make.refused(lambda: draw_lot(frozen.pk, by=by, on=DRAWN), NotInOrder, "twee personen")
    confirm_value(frozen.pk, VALUE, by=by, on=VALUE_ON)
    draw_lot(frozen.pk, by=by, on=DRAWN)
    make.refused(lambda: draw_lot(frozen.pk, by=by, on=DRAWN), NotInOrder, "staat vast")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"seed_hex": "00" * 32, "seed_digest": seed_digest("00" * 32)}, id="another seed with its digest"),
        pytest.param({"value": "AB 12354"}, id="another value"),
    ],
)
def test_rows_changed_by_hand_after_publication_stop_the_draw(
    frozen: Window, who: make.People, change: dict[str, str]
) -> None:
    valued(frozen, who)
    Draw.objects.filter(window=frozen).update(**change)
    make.refused(lambda: draw_lot(frozen.pk, by=who[Role.DECIDER], on=DRAWN), NotInOrder, "waarschuw de auditor")


def test_another_list_put_in_place_stops_the_draw(frozen: Window, who: make.People) -> None:
    valued(frozen, who)
    listed = frozen_list(Draw.objects.get(window=frozen))
    Draw.objects.filter(window=frozen).update(list_digest=keep(list_text(listed[1:]).encode()))
    make.refused(lambda: draw_lot(frozen.pk, by=who[Role.DECIDER], on=DRAWN), NotInOrder, "list_frozen")


def test_nothing_is_drawn_without_a_list(window: Window, who: make.People) -> None:
    by = who[Role.DECIDER]
    make.refused(lambda: draw_lot(window.pk, by=by, on=DRAWN), NotInOrder, "lijst")
    sealed(window, who)
    make.refused(lambda: draw_lot(window.pk, by=by, on=DRAWN), NotInOrder, "lijst")


def test_who_withdrew_after_the_freezing_keeps_the_number_and_gets_no_letter(frozen: Window, who: make.People) -> None:
    from workflows.steps.ending import withdraw_application

    case = Case.objects.filter(window=frozen).order_by("pk")[0]
    withdraw_application(
        case.pk, {"reason": "project gaat niet door"}, by=who[Role.HANDLER], received_at=make.at(CLOSED)
    )
    valued(frozen, who)
    draw_lot(frozen.pk, by=who[Role.DECIDER], on=DRAWN)
    assert Position.objects.filter(case=case).exists()
    assert not Letter.objects.filter(case=case, kind="lot_result").exists()


def test_no_lot_is_drawn_where_everybody_fits(who: make.People) -> None:
    window, cases = all_applied(AMOUNTS)
    ceiling(window, "59999.00")
    freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=CLOSED)
    draw = draw_lot(window.pk, by=who[Role.DECIDER], on=CLOSED)
    assert draw.method == "none"
    assert [case.pk for case in in_order(window)] == [case.pk for case in cases]
    assert not Letter.objects.filter(kind="lot_result").exists()
    assert facts(window, "window.no_lot_needed")["requested"] == "59999.00"


# --- the notary ---------------------------------------------------------------------------------------------------


def order_file(window: Window) -> str:
    listed = frozen_list(Draw.objects.get(window=window))
    rows = "".join(f"{entry.number},{place}\n" for place, entry in enumerate(reversed(listed), 1))
    return f"number,position\n{rows}"


def test_the_order_of_a_notary_is_taken_over(window: Window, who: make.People) -> None:
    by = who[Role.ADMINISTRATOR]
    freeze_list(window.pk, by=by, on=CLOSED, for_notary=True)
    text = order_file(window)
    make.refused(lambda: import_order(window.pk, text, by=by, on=DRAWN, notary=" "), NotInOrder, "Noem de notaris")
    bad = text.replace(",4\n", ",5\n")
    make.refused(lambda: import_order(window.pk, bad, by=by, on=DRAWN, notary="mr. Voorbeeld"), NotInOrder, "5 is geen")
    draw = import_order(window.pk, text, by=by, on=DRAWN, notary="mr. Voorbeeld")
    numbers = [case.number for case in in_order(window)]
    assert numbers == sorted(numbers, reverse=True)
    assert (draw.method, draw.value_source) == ("notary", "mr. Voorbeeld")
    assert Letter.objects.filter(kind="lot_result").count() == 4
    body = Event.objects.get(stream=window.stream, action="window.list_imported").body
    assert "mr. Voorbeeld" not in body, "the name of a person never enters a hashed body"


def test_a_notary_is_not_called_in_once_the_outcome_is_in_sight(frozen: Window, who: make.People) -> None:
    enter_value(frozen.pk, VALUE, by=who[Role.DECIDER], on=VALUE_ON)
    make.refused(
        lambda: import_order(
            frozen.pk, order_file(frozen), by=who[Role.ADMINISTRATOR], on=DRAWN, notary="mr. Voorbeeld"
        ),
        NotInOrder,
        "staat de uitslag vast",
    )


def test_a_list_frozen_for_a_notary_takes_no_value(window: Window, who: make.People) -> None:
    sealed(window, who)
    freeze_list(window.pk, by=who[Role.ADMINISTRATOR], on=CLOSED, for_notary=True)
    make.refused(lambda: valued(window, who), NotInOrder, "vastgelegd zaad")


def test_more_applications_do_not_change_a_drawn_order(window: Window, who: make.People) -> None:
    order = drawn(window, who)
    applied("5000.00")
    assert in_order(window) == order
