"""Windows as published: reading them from the scheme, changing a ceiling, and whether the budget behind it was adopted.
The lot and the distribution stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import ZERO, euro, from_cents, plain, to_cents, written
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.models import Case, Counter, Window
from cases.schemes.base import WindowRule
from cases.schemes.claims import DIGITAL, OVERRUN
from cases.schemes.registry import scheme
from cases.windows.counters import CEILING, locked_counter
from cases.windows.method import NotInOrder, locked_window


@dataclass(frozen=True)
class Loaded:
    """Codes of windows that were made, that were there already, and that now stand otherwise in the scheme's folder.

    `waiting` are those whose ceiling no source gives and nobody set yet: they cannot open.
    """

    made: tuple[str, ...]
    known: tuple[str, ...]
    differing: tuple[str, ...]
    waiting: tuple[str, ...] = ()


def load_windows(scheme_code: str, *, by: Actor, on: date) -> Loaded:
    """Make the windows that the scheme publishes, each with its ceiling of that day; what is there already is left alone.

    A window that differs from the scheme's folder is named, not changed: applicants rely on what was published (Awb 4:27).
    One without a ceiling is not made (Awb 4:25). Raises UnknownScheme or NotAuthorised.
    """
    permit(by, "open_window", on=on, scheme=scheme_code)
    rules = [(rule, ceiling_on(scheme_code, rule, on)) for rule in scheme(scheme_code).windows]
    with transaction.atomic():
        known = {window.code: window for window in Window.objects.filter(scheme=scheme_code)}
        made = [(rule, ceiling) for rule, ceiling in rules if rule.code not in known and ceiling is not None]
        for rule, ceiling in made:
            _make(scheme_code, rule, ceiling, by=by, on=on)
    return Loaded(
        made=tuple(rule.code for rule, _ in made),
        known=tuple(known),
        differing=tuple(rule.code for rule, at in rules if rule.code in known and _differs(rule, known[rule.code], at)),
        waiting=tuple(rule.code for rule, ceiling in rules if rule.code not in known and ceiling is None),
    )


def _make(scheme_code: str, rule: WindowRule, ceiling: Decimal, *, by: Actor, on: date) -> None:
    window = Window.objects.create(
        code=rule.code,
        scheme=scheme_code,
        label=rule.label,
        applicant_kinds=list(rule.applicant_kinds),
        opens_at=rule.opens_at,
        closes_at=rule.closes_at,
        method=rule.method,
        article=str(rule.article),
        confirmed=rule.confirmed,
    )
    Counter.objects.create(window=window, bucket=CEILING, limit_cents=to_cents(ceiling))
    parts = parts_to_share(rule, ceiling, on) | parts_for_who_is_not_digital(scheme_code, rule, ceiling)
    Counter.objects.bulk_create(
        Counter(window=window, bucket=code, limit_cents=to_cents(amount)) for code, amount in parts.items()
    )
    facts: dict[str, JSON] = {
        "scheme": scheme_code,
        "ceiling": plain(ceiling),
        "parts": {code: plain(amount) for code, amount in parts.items()},
        "method": rule.method,
        "opens_at": rule.opens_at.isoformat(),
        "closes_at": rule.closes_at.isoformat(),
        "confirmed": rule.confirmed,
        "question": rule.question,
    }
    record(
        window.stream,
        "window.loaded",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=["Awb 4:26", str(rule.article)],
        facts=facts,
    )


def parts_to_share(rule: WindowRule, ceiling: Decimal, on: date) -> dict[str, Decimal]:
    """Give the ceiling of each bucket in euro; one that no source gives takes what the others leave of a ceiling that was set."""
    published = {code: amounts.on(max(on, min(amounts.from_on))) for code, amounts in rule.buckets.items()}
    known = {code: amount for code, amount in published.items() if amount is not None}
    rest = ceiling - sum(known.values(), ZERO)
    return {code: known.get(code, rest) for code in published}


def parts_for_who_is_not_digital(scheme_code: str, rule: WindowRule, ceiling: Decimal) -> dict[str, Decimal]:
    """Give the part of the ceiling that digital applications can take, and the overrun for the others, in euro, as set for the
    day of opening. What is set at nothing makes no bucket: then all share one ceiling."""
    values = dict(values_for(scheme_code, timezone.localdate(rule.opens_at)))
    reserve, overrun = (values.get(name) or ZERO for name in (rule.reserve_value, rule.overrun_value))
    found = {DIGITAL: ceiling - euro(str(reserve)) if reserve else ZERO, OVERRUN: euro(str(overrun))}
    return {bucket: amount for bucket, amount in found.items() if amount > 0}


def ceiling_on(scheme_code: str, rule: WindowRule, day: date) -> Decimal | None:
    """Give the ceiling in euro that was published by a day; before any publication the first one.

    Where no source gives it: what two administrators set for the day on which the window opens, or nothing yet.
    """
    published = rule.ceiling.on(max(day, min(rule.ceiling.from_on)))
    if published is not None:
        return published
    found = dict(values_for(scheme_code, timezone.localdate(rule.opens_at))).get(rule.ceiling_value)
    return euro(found) if isinstance(found, Decimal | str | int) else None


def _differs(rule: WindowRule, window: Window, ceiling: Decimal | None) -> bool:
    limit = Counter.objects.get(window=window, bucket=CEILING).limit_cents
    cents = limit if ceiling is None else to_cents(ceiling)
    published = (rule.opens_at, rule.closes_at, rule.method, list(rule.applicant_kinds), cents)
    return published != (window.opens_at, window.closes_at, window.method, window.applicant_kinds, limit)


def change_ceiling(window_pk: int, amount: Decimal, *, by: Actor, on: date, source: str) -> None:
    """Publish another ceiling, in euro, from a day on. `source` names the publication.

    Raises NotInOrder: a lower ceiling has no effect for applications already submitted (Awb 4:27 lid 2; the exception of
    4:28 is not supported), so it is refused as soon as there is one.
    """
    with locked_window(window_pk) as window:
        permit(by, "change_ceiling", on=on, scheme=window.scheme)
        if not source.strip():
            raise NotInOrder("Noem waar het nieuwe plafond bekend is gemaakt.")
        counter = locked_counter(window)
        before = from_cents(counter.limit_cents)
        _refuse_lowering(window, before, amount)
        counter.limit_cents = to_cents(amount)
        counter.save(update_fields=["limit_cents"])
        record(
            window.stream,
            "window.ceiling_changed",
            actor=str(by),
            origin=by.origin,
            on=on,
            articles=["Awb 4:27"],
            facts={"before": plain(before), "after": plain(amount), "source": source},
        )


def set_budget(window_pk: int, *, is_adopted: bool, by: Actor, on: date, source: str) -> None:
    """Say whether the budget that a window is charged to was adopted; until then its grants hold a condition (Awb 4:34).

    `source` names where that can be read. Raises NotInOrder without it, or where nothing changes.
    """
    with locked_window(window_pk) as window:
        permit(by, "change_ceiling", on=on, scheme=window.scheme)
        if not source.strip() or window.is_budget_adopted == is_adopted:
            raise NotInOrder("Noem waar te lezen is of de begroting is vastgesteld, en alleen als er iets verandert.")
        window.is_budget_adopted = is_adopted
        window.save(update_fields=["is_budget_adopted"])
        record(
            window.stream,
            "window.budget_adopted" if is_adopted else "window.budget_awaited",
            actor=str(by),
            origin=by.origin,
            on=on,
            articles=["Awb 4:34"],
            facts={"source": source},
        )


def _refuse_lowering(window: Window, before: Decimal, amount: Decimal) -> None:
    if amount == before or amount <= 0:
        raise NotInOrder(f"Het plafond is {written(before)}. Noem een ander bedrag boven nul.")
    if amount < before and Case.objects.filter(window=window).exists():
        raise NotInOrder(
            f"Er zijn al aanvragen ingediend. Een lager plafond dan {written(before)} werkt voor hen niet (Awb 4:27 lid 2)."
        )
