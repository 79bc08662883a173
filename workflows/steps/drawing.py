"""The lot of a window, from sealed seed to confirmed value: each act in its own time, by its own people, with its event.
How an order is computed stands in `cases.windows.lot`; the order itself is written down in `ordering`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.documents.store import fetch, keep
from cases.models import Draw, Window
from cases.windows.arrival import Arrivals, arrange
from cases.windows.counters import locked_counter, room
from cases.windows.events import VALUE_CONFIRMED
from cases.windows.lot import SEED_BYTES, Entry, list_text, needs_lot, read_list, requested, seed_digest
from cases.windows.method import (
    HMAC,
    LOT,
    NOTARY,
    NotInOrder,
    distribution_of,
    draw_of,
    locked_window,
    moment_of,
    written_moment,
)
from cases.windows.queue import entries, unplaced, waiting_amount

LONGEST = 200


def commit_seed(window_pk: int, *, by: Actor, on: date, value_source: str, value_due_at: datetime) -> str:
    """Choose the secret seed and publish its SHA-256, with the public random value of a later moment that will be joined to it.

    Raises NotInOrder once the window closed, for a second seed, or for a value that is known too early.
    """
    with locked_window(window_pk) as window:
        permit(by, "commit_seed", on=on, scheme=window.scheme)
        moment = moment_of(on)
        _refuse_second_seed(window)
        _refuse_late_seed(window, moment, value_due_at)
        seed = secrets.token_hex(SEED_BYTES)
        digest = seed_digest(seed)
        Draw.objects.create(
            window=window,
            method=HMAC,
            seed_digest=digest,
            seed_hex=seed,
            value_source=_cleaned(value_source, "de openbare toevalswaarde: welke, en waar na te lezen"),
            value_due_at=value_due_at,
        )
        facts = {"digest": digest, "value_source": value_source.strip(), "value_due_at": value_due_at.isoformat()}
        record(window.stream, "window.seed_committed", actor=str(by), origin=by.origin, on=on, facts=facts)
        return digest


def _refuse_second_seed(window: Window) -> None:
    if Draw.objects.filter(window=window).exists():
        raise NotInOrder(
            "Voor dit tijdvak is al een loting voorbereid. Een tweede zaad kan niet: dan viel er te kiezen."
        )


def _refuse_late_seed(window: Window, moment: datetime, value_due_at: datetime) -> None:
    """With a lot the seed is sealed before closing; in order of arrival before the list, as only one day may be drawn."""
    if window.method == LOT and moment >= window.closes_at:
        raise NotInOrder(
            f"Het tijdvak is op {written_moment(window.closes_at)} gesloten. Bevries de lijst voor een notaris."
        )
    earliest = max(moment, window.closes_at) if window.method == LOT else moment
    if value_due_at.tzinfo is None or value_due_at <= earliest:
        raise NotInOrder(f"Kies een toevalswaarde die pas na {written_moment(earliest)} bekend wordt.")


def freeze_list(window_pk: int, *, by: Actor, on: date, for_notary: bool = False) -> str:
    """Freeze the list of applications and publish its SHA-256; who completes later joins the end.

    Raises NotInOrder before closing; and, unless a notary draws or all fit, without a seed or once the value is public.
    """
    with locked_window(window_pk) as window:
        permit(by, "freeze_list", on=on, scheme=window.scheme)
        found = Draw.objects.filter(window=window).first() or Draw(window=window, method=NOTARY)
        moment = moment_of(on)
        _refuse_refreezing(window, found, moment)
        listed = _listed(window, on)
        if not for_notary and not _all_fit(window, listed):
            _refuse_without_seed(found, moment)
        text = list_text(listed)
        # A file lies by its digest, so one that is left behind by a rollback does no harm.
        found.list_digest, found.list_frozen_at = keep(text.encode()), moment
        found.method = NOTARY if for_notary or not found.seed_digest else HMAC
        found.save()
        _record_list(window, found, listed, by=by, on=on)
        return found.list_digest


def _refuse_refreezing(window: Window, draw: Draw, moment: datetime) -> None:
    if draw.list_frozen_at is not None:
        raise NotInOrder(f"De lijst is al bevroren op {written_moment(draw.list_frozen_at)}.")
    if window.method == LOT and moment <= window.closes_at:
        raise NotInOrder(f"Het tijdvak is open tot {written_moment(window.closes_at)}. Bevries de lijst daarna.")


def _all_fit(window: Window, listed: Sequence[Entry]) -> bool:
    """Where nobody has to be drawn, no seed is needed either."""
    return window.method == LOT and not needs_lot(listed, from_cents(locked_counter(window).limit_cents))


def _refuse_without_seed(draw: Draw, moment: datetime) -> None:
    if not draw.seed_digest or draw.value_due_at is None:
        raise NotInOrder("Er is geen zaad vastgelegd. Bevries de lijst voor een notaris.")
    if moment >= draw.value_due_at:
        raise NotInOrder(
            f"De toevalswaarde is bekend sinds {written_moment(draw.value_due_at)}; de lijst had eerder vast moeten staan. "
            "Bevries de lijst voor een notaris."
        )


def _listed(window: Window, on: date) -> list[Entry]:
    """With a lot everybody stands on the list; in order of arrival those of the day of overshoot."""
    if window.method == LOT:
        return entries(window)
    arranged = arranged_on(window, room(locked_counter(window)), on=on)
    if arranged.placed or not arranged.overshoot:
        raise NotInOrder(
            "Er wacht geen dag op een loting. Verdeel eerst; pas bij een dag van overschrijding wordt geloot."
        )
    return [Entry(one.number, True, one.amount) for one in arranged.overshoot]


def arranged_on(window: Window, left: Decimal, *, on: date) -> Arrivals:
    """Give what of the days before this one can be placed with the room that is left in euro, and the day to be drawn."""
    by_lot = distribution_of(window).overshoot_day_by_lot
    return arrange(unplaced(window, before=on), left - waiting_amount(window), overshoot_day_by_lot=by_lot)


def _record_list(window: Window, draw: Draw, listed: Sequence[Entry], *, by: Actor, on: date) -> None:
    facts: dict[str, JSON] = {
        "digest": draw.list_digest,
        "method": draw.method,
        "applications": len(listed),
        "complete": sum(entry.is_complete for entry in listed),
        "requested": plain(requested(listed)),
    }
    record(window.stream, "window.list_frozen", actor=str(by), origin=by.origin, on=on, facts=facts)


def frozen_list(draw: Draw) -> tuple[Entry, ...]:
    """Give the frozen list. Raises NotInOrder where it is not frozen yet, FileDamaged where the kept file was changed."""
    if not draw.list_digest:
        raise NotInOrder("De lijst is nog niet bevroren. Bevries eerst de lijst.")
    return read_list(fetch(draw.list_digest).decode())


def enter_value(window_pk: int, value: str, *, by: Actor, on: date) -> None:
    """Enter the public random value, once its moment has come; until it is confirmed it can be entered again.

    Raises NotInOrder before that moment, without a frozen list, or once the value was confirmed.
    """
    with locked_window(window_pk) as window:
        permit(by, "enter_value", on=on, scheme=window.scheme)
        draw = draw_of(window)
        _refuse_early_value(draw, moment_of(on))
        draw.value, draw.value_entered_by_id = (
            _cleaned(value, "de waarde, precies zoals die bekend is gemaakt"),
            by.user_id,
        )
        draw.save(update_fields=["value", "value_entered_by"])
        facts = {"value": draw.value, "value_source": draw.value_source}
        record(window.stream, "window.value_entered", actor=str(by), origin=by.origin, on=on, facts=facts)


def _refuse_early_value(draw: Draw, moment: datetime) -> None:
    if draw.method != HMAC or not draw.list_digest or draw.value_due_at is None:
        raise NotInOrder("Een toevalswaarde hoort bij een bevroren lijst en een vastgelegd zaad. Die zijn er niet.")
    if moment < draw.value_due_at:
        raise NotInOrder(f"De toevalswaarde wordt pas op {written_moment(draw.value_due_at)} bekend.")
    if draw.value_confirmed_by_id is not None:
        raise NotInOrder("De toevalswaarde is door twee personen ingevoerd en staat vast.")


def confirm_value(window_pk: int, value: str, *, by: Actor, on: date) -> None:
    """Confirm the public value by typing it again. Raises SecondPersonNeeded, or NotInOrder where it is not the same."""
    with locked_window(window_pk) as window:
        permit(by, "confirm_value", on=on, scheme=window.scheme)
        draw = draw_of(window)
        _refuse_early_value(draw, moment_of(on))
        if not draw.value:
            raise NotInOrder("Er is nog geen toevalswaarde ingevoerd.")
        if draw.value_entered_by_id == by.user_id:
            raise SecondPersonNeeded("U hebt de waarde zelf ingevoerd. Een andere medewerker voert haar ook in.")
        if value.strip() != draw.value:
            raise NotInOrder("Dit is niet de waarde die de eerste persoon invoerde. Kijk beiden opnieuw bij de bron.")
        draw.value_confirmed_by_id = by.user_id
        draw.save(update_fields=["value_confirmed_by"])
        record(window.stream, VALUE_CONFIRMED, actor=str(by), origin=by.origin, on=on, facts={"value": draw.value})


def _cleaned(text: str, what: str) -> str:
    cleaned = text.strip()
    if not cleaned or len(cleaned) > LONGEST or not cleaned.isprintable():
        raise NotInOrder(f"Geef {what}: 1 tot {LONGEST} leesbare tekens op een regel.")
    return cleaned
