"""Writing the order of a window down: drawn, taken over from a notary, by day of completeness, or without a lot.
Every number is written once. Who gets money in this order stands in `distribution`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.documents.store import keep
from cases.models import Counter, Draw, Window
from cases.windows.arrival import Arrival, arrange
from cases.windows.commitment import refuse_tampering
from cases.windows.counters import CEILING, locked_counter, room
from cases.windows.events import NO_LOT_NEEDED, PLACES_ADDED
from cases.windows.lot import Drawn, Entry, draw_order, needs_lot, requested
from cases.windows.method import (
    ARRIVAL,
    HMAC,
    LOT,
    NO_LOT,
    NOTARY,
    NotInOrder,
    distribution_of,
    draw_of,
    locked_window,
    moment_of,
    written_moment,
)
from cases.windows.notary import BadOrder, read_order
from cases.windows.queue import Place, add_places, standing, unplaced, waiting_amount
from letters.models import Letter
from workflows.steps.arriving import decides_by_arrival
from workflows.steps.drawing import frozen_list


def draw_lot(window_pk: int, *, by: Actor, on: date) -> Draw:
    """Draw the order from seed, value and frozen list, reveal the seed, and queue the letters. Where all fit, nobody is drawn.

    Raises NotInOrder without a frozen list, without a value entered by two people, a second time, or where the rows differ
    from what was published.
    """
    with locked_window(window_pk) as window:
        permit(by, "draw_lot", on=on, scheme=window.scheme)
        draw = _undrawn(window)
        listed = frozen_list(draw)
        refuse_tampering(draw)
        if window.method == LOT and not needs_lot(listed, _ceiling(window)):
            return _place_without_lot(window, draw, listed, by=by, on=on)
        if draw.method != HMAC or draw.value_confirmed_by_id is None:
            raise NotInOrder("Voer eerst met twee personen de toevalswaarde in, of neem de lijst van de notaris over.")
        order = draw_order(listed, draw.seed_hex, draw.value)
        _place_drawn(window, draw, order, on=on)
        facts = {"seed": draw.seed_hex, "value": draw.value, "value_source": draw.value_source}
        _record_order(window, draw, listed, "window.drawn", by=by, on=on, facts=facts)
        return draw


def import_order(window_pk: int, text: str, *, by: Actor, on: date, notary: str) -> Draw:
    """Take over the order that a notary drew: CSV with number and position, of exactly the complete applications.

    Raises NotInOrder where the lists differ, where no lot is needed, and once the public value was entered: the way of
    drawing is never chosen with the outcome in sight.
    """
    with locked_window(window_pk) as window:
        permit(by, "import_order", on=on, scheme=window.scheme)
        draw = _undrawn(window)
        listed = frozen_list(draw)
        refuse_tampering(draw)
        order = _order_of_notary(window, draw, listed, text, notary)
        draw.method, draw.value_source = NOTARY, notary.strip()
        _place_drawn(window, draw, order, on=on)
        facts = {"file": keep(text.encode())}
        _record_order(
            window, draw, listed, "window.list_imported", by=by, on=on, facts=facts, personal={"notary": notary.strip()}
        )
        return draw


def _order_of_notary(window: Window, draw: Draw, listed: Sequence[Entry], text: str, notary: str) -> tuple[Drawn, ...]:
    if not notary.strip():
        raise NotInOrder("Noem de notaris die heeft geloot.")
    if draw.value:
        raise NotInOrder("De toevalswaarde is al ingevoerd: dan staat de uitslag vast. Rond die loting af.")
    if window.method == LOT and not needs_lot(listed, _ceiling(window)):
        raise NotInOrder("Alle volledige aanvragen passen onder het plafond. Er hoeft niet te worden geloot.")
    try:
        numbers = read_order(text, listed)
    except BadOrder as error:
        raise NotInOrder(str(error)) from error
    return tuple(Drawn(number, f"{place:06d}") for place, number in enumerate(numbers, 1))


def _undrawn(window: Window) -> Draw:
    draw = draw_of(window)
    if draw.drawn_at is not None:
        raise NotInOrder(f"De volgorde staat vast sinds {written_moment(draw.drawn_at)}.")
    return draw


def _ceiling(window: Window) -> Decimal:
    return from_cents(Counter.objects.get(window=window, bucket=CEILING).limit_cents)


def _place_without_lot(window: Window, draw: Draw, listed: Sequence[Entry], *, by: Actor, on: date) -> Draw:
    """No number is better than another here, so the order is that of the application numbers."""
    draw.method = NO_LOT
    _place(window, draw, [Drawn(entry.number, entry.number) for entry in listed if entry.is_complete], on=on)
    _record_order(window, draw, listed, NO_LOT_NEEDED, by=by, on=on, facts={})
    return draw


def _place_drawn(window: Window, draw: Draw, order: Sequence[Drawn], *, on: date) -> None:
    """One statement for thousands of letters; who withdrew meanwhile keeps the number and gets no letter."""
    cases = _place(window, draw, order, on=on)
    Letter.objects.bulk_create(
        Letter(
            case_id=cases[drawn.number][0],
            kind="lot_result",
            planned_on=on,
            facts={"lot_number": str(place), "lot_count": str(len(order))},
        )
        for place, drawn in enumerate(order, 1)
        if cases[drawn.number][1]
    )


def _place(window: Window, draw: Draw, order: Sequence[Drawn], *, on: date) -> Mapping[str, tuple[int, bool]]:
    cases = standing(window)
    if order:
        add_places(window, [Place(cases[drawn.number][0], drawn.key, True) for drawn in order])
    draw.drawn_at = moment_of(on)
    draw.save(update_fields=["method", "value_source", "drawn_at"])
    return cases


def _record_order(
    window: Window,
    draw: Draw,
    listed: Sequence[Entry],
    action: str,
    *,
    by: Actor,
    on: date,
    facts: Mapping[str, str],
    personal: Mapping[str, str] | None = None,
) -> None:
    common: dict[str, JSON] = {
        "seed_digest": draw.seed_digest,
        "list_digest": draw.list_digest,
        "drawn": sum(entry.is_complete for entry in listed),
        "requested": plain(requested(listed)),
        "ceiling": plain(_ceiling(window)),
    }
    record(
        window.stream,
        action,
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=[window.article, "Awb 4:25 lid 2", "Awb 4:26"],
        facts={**common, **facts},
        personal=personal or {},
    )


def join_order(window_pk: int, *, by: Actor, on: date) -> int:
    """Give numbers at the end to what was completed before this day, and say how many: by day of completeness.

    With a lot this begins once the order was drawn. In order of arrival it is the order itself; at the day of overshoot
    it stops until that day was drawn, where the scheme wants so. Nobody is numbered where a drain gave the numbers as they
    came in. Raises NotInOrder where a lot was not drawn yet.
    """
    with locked_window(window_pk) as window:
        permit(by, "start_assessment", on=on, scheme=window.scheme)
        if decides_by_arrival(window):
            return 0
        found = unplaced(window, before=on)
        late = _arrived(window, found) if window.method == ARRIVAL else _completed_after_lot(window, found)
        if late:
            first, last = add_places(
                window, [Place(one.key, one.completed_on.isoformat(), window.method == ARRIVAL) for one in late]
            )
            facts: dict[str, JSON] = {"first": first, "last": last, "numbers": [one.number for one in late]}
            record(window.stream, PLACES_ADDED, actor=str(by), origin=by.origin, on=on, facts=facts)
        return len(late)


def _completed_after_lot(window: Window, found: Sequence[Arrival]) -> Sequence[Arrival]:
    if draw_of(window).drawn_at is None:
        raise NotInOrder("De volgorde van dit tijdvak is nog niet bepaald. Loot eerst.")
    return sorted(found, key=lambda one: (one.completed_on, one.number))


def _arrived(window: Window, found: Sequence[Arrival]) -> Sequence[Arrival]:
    """One lot per window: after it, days that do not fit are placed as they came."""
    draw = Draw.objects.filter(window=window).exclude(list_frozen_at=None).first()
    if draw is not None and draw.drawn_at is None:
        return ()
    by_lot = draw is None and distribution_of(window).overshoot_day_by_lot
    free = room(locked_counter(window)) - waiting_amount(window)
    return arrange(found, free, overshoot_day_by_lot=by_lot).placed
