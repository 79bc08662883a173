"""Does every value of a scheme stand on an article with a source, is every open point a question, are windows and registers sound?
Acts and statuses are checked in `acts` and `machine`, sample applications in `samples`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from django.core.checks import Error

from cases.checks.problem import problem
from cases.law import Article
from cases.registers.shapes import HOUSE, shapes
from cases.schemes.base import Scheme, WindowRule
from cases.schemes.registry import schemes
from cases.windows.method import ARRIVAL, LOT, ORDER_SETTINGS


def law_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every problem of values, registers and windows."""
    yield from values_without_source(scheme)
    yield from open_values_without_question(scheme)
    yield from unknown_registers(scheme)
    yield from unsound_registers(scheme)
    for window in scheme.windows:
        yield from window_problems(scheme, window)
    yield from overlapping_windows(scheme)
    yield from unsettled_order(scheme)


def values_without_source(scheme: Scheme) -> Iterator[Error]:
    """A number never stands without its article, and an article not without the place where it can be read."""
    for name, dated in scheme.values.items():
        if not _can_be_read(dated.article):
            hint = "Give the value an Article with a citation and a source (https://...)."
            yield problem(scheme, "E021", f"the value {name!r} has no article with a source.", hint)


def open_values_without_question(scheme: Scheme) -> Iterator[Error]:
    """What the law does not say is asked, never assumed in silence."""
    for name, dated in scheme.values.items():
        if not dated.confirmed and not dated.question.strip():
            hint = "Write down what a lawyer has to answer, or confirm the value."
            yield problem(scheme, "E022", f"the value {name!r} is not confirmed and asks no question.", hint)


def unknown_registers(scheme: Scheme) -> Iterator[Error]:
    """A register that is asked exists."""
    known = {**shapes(), **scheme.registers}
    for name in scheme.asks:
        if name not in known:
            hint = f"Choose from {', '.join(sorted(known))}, or declare it in the scheme's own `registers`."
            yield problem(scheme, "E023", f"it asks the register {name!r}, which does not exist.", hint)


def unsound_registers(scheme: Scheme) -> Iterator[Error]:
    """A register of a scheme's own goes by its own name, which nobody else uses, and has its key among its columns."""
    taken = {shape.name for shape in HOUSE}
    taken |= {name for other in schemes().values() if other.code != scheme.code for name in other.registers}
    for name, shape in scheme.registers.items():
        if name != shape.name or name in taken:
            hint = "Give it, in `registers` and in its shape, one name that no other register has."
            yield problem(scheme, "E036", f"the name of its register {name!r} is not its own.", hint)
        if shape.key not in {column.name for column in shape.columns}:
            hint = "Name one of its columns as key."
            yield problem(scheme, "E037", f"the key of its register {name!r} is none of its columns.", hint)


def window_problems(scheme: Scheme, window: WindowRule) -> Iterator[Error]:
    """A window closes after it opens, has a positive ceiling or a value that gives it, an article, and its open question."""
    if window.closes_at <= window.opens_at:
        yield problem(scheme, "E031", f"window {window.code} closes before it opens.", "Correct its moments.")
    if not _has_ceiling(scheme, window):
        hint = "Give the window a ceiling above nothing from its opening day on, or the name of a value to be set."
        yield problem(scheme, "E032", f"window {window.code} has no positive ceiling.", hint)
    for name in filter(None, (window.reserve_value, window.overrun_value)):
        if name not in scheme.values:
            hint = "Name a value of the scheme, or leave it out."
            yield problem(scheme, "E036", f"window {window.code} names the value {name!r}, which does not exist.", hint)
    if not _can_be_read(window.article):
        hint = "Give the window an Article with a citation and a source (https://...)."
        yield problem(scheme, "E034", f"window {window.code} has no article with a source.", hint)
    if not window.confirmed and not window.question.strip():
        hint = "Write down what a lawyer has to answer, or confirm the window."
        yield problem(scheme, "E035", f"window {window.code} is not confirmed and asks no question.", hint)


def overlapping_windows(scheme: Scheme) -> Iterator[Error]:
    """For one kind of applicant at most one window is open at any moment."""
    for one, other in combinations(scheme.windows, 2):
        shared = sorted(set(one.applicant_kinds) & set(other.applicant_kinds))
        if shared and one.opens_at <= other.closes_at and other.opens_at <= one.closes_at:
            sentence = f"windows {one.code} and {other.code} are open together for {', '.join(shared)}."
            yield problem(scheme, "E033", sentence, "Let the first close before the other opens.")


def unsettled_order(scheme: Scheme) -> Iterator[Error]:
    """Where a window goes by order, the scheme says what happens at the ceiling (Awb 4:25, 4:26)."""
    by_order = any(window.method in (LOT, ARRIVAL) for window in scheme.windows)
    missing = [name for name in ORDER_SETTINGS if name not in scheme.values] if by_order else []
    if missing:
        sentence = f"its windows go by order, and it has no value {', '.join(map(repr, missing))}."
        yield problem(
            scheme, "E038", sentence, "Add it to the scheme's dated values, with its article or its question."
        )


def _can_be_read(article: Article) -> bool:
    return bool(article.cite.strip()) and article.source.startswith("https://")


def _has_ceiling(scheme: Scheme, window: WindowRule) -> bool:
    first_on, amounts = window.opens_at.date(), window.ceiling.from_on
    known = [amount for amount in amounts.values() if amount is not None]
    if not known:
        return window.ceiling_value in scheme.values
    return any(day <= first_on for day in amounts) and len(known) == len(amounts) and all(each > 0 for each in known)
