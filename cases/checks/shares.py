"""Can the money of a window that is shared be shared: buckets with their rule, together the ceiling, and lines to share among?
Windows as such are checked in `law`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.core.checks import Error

from cases.checks.problem import problem
from cases.law import NotInForce, Values
from cases.schemes.base import BucketRule, Scheme, WindowRule
from cases.schemes.lines import no_lines

SHARES = "shares"


def share_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every problem of buckets and lines; a scheme without a window that is shared has none."""
    shared = [window for window in scheme.windows if window.method == SHARES]
    if shared and scheme.lines is no_lines:
        yield problem(scheme, "E051", "it shares a window but gives no lines.", "Let `lines` give them.")
    for window in shared:
        yield from _bucket_problems(scheme, window)
        yield from _sum_problems(scheme, window)


def _bucket_problems(scheme: Scheme, window: WindowRule) -> Iterator[Error]:
    rules, values = {rule.code: rule for rule in scheme.buckets}, scheme.values_on(window.opens_at.date())
    if not window.buckets:
        yield problem(scheme, "E052", f"window {window.code} has no buckets to share.", "Give it `buckets`.")
    for code in window.buckets:
        if code not in rules:
            hint = "Add a BucketRule to `buckets` of the scheme."
            yield problem(scheme, "E053", f"bucket {code!r} of window {window.code} has no rule.", hint)
        elif not _has_values(rules[code], values):
            hint = "Name values above nothing, with a step that divides a whole, in force when the window opens."
            yield problem(scheme, "E054", f"bucket {code!r} has no amount or step for window {window.code}.", hint)


def _has_values(rule: BucketRule, values: Values) -> bool:
    found = dict(values)
    step, full = found.get(rule.step), found.get(rule.full_amount or "")
    if not isinstance(step, Decimal) or step <= 0:
        return False
    return rule.full_amount is None or (isinstance(full, Decimal) and full > 0 and Decimal(1) % step == 0)


def _sum_problems(scheme: Scheme, window: WindowRule) -> Iterator[Error]:
    """On every day on which a ceiling is published the buckets are the whole of it; one published later counts from then."""
    for day, amount in window.ceiling.from_on.items():
        if window.buckets and amount is not None and _together(window, day) != amount:
            hint = "Let the ceilings of the buckets add up to that of the window on each day."
            yield problem(scheme, "E055", f"the buckets of {window.code} are not its ceiling on {day}.", hint)


def _together(window: WindowRule, day: date) -> Decimal:
    return sum((_on(window, code, day) for code in window.buckets), Decimal(0))


def _on(window: WindowRule, code: str, day: date) -> Decimal:
    try:
        return window.buckets[code].on(day) or Decimal(0)
    except NotInForce:
        return Decimal(0)
