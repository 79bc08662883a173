"""When a term ends: counted from its event, stopped by suspensions, extended by the law on terms, and explained.
Which terms exist stands in `catalogue.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from cases.terms.atw import atw_applies, extended, free_days, kept, reservation
from cases.terms.catalogue import SUPPLEMENT
from cases.terms.deadline import Deadline
from cases.terms.holidays import DAY, equated_days_are_known, working_day_on_or_after
from cases.terms.kinds import DAYS_OF, Length, TermKind
from cases.terms.suspension import Suspension, counted_once, written
from cases.terms.wording import written_day, written_weekday


def last_day(kind: TermKind, start_on: date, suspensions: Sequence[Suspension] = ()) -> Deadline:
    """Give the last day of a term that an event on `start_on` starts; day 1 is the day after it.

    Each suspended day adds one day, once. Raises ValueError for a suspension of a term that is counted back.
    """
    if kind.backward:
        return _counted_back(kind, start_on, suspensions)
    raw_end_on = kind.length.after(start_on)
    stopped_on, suspended_days, stops = _stopped(kind, start_on, raw_end_on, suspensions)
    end_on, shifts = extended(kind, start_on, stopped_on)
    moves = atw_applies(kind)
    story = (_opening(kind, start_on, raw_end_on), *stops, *shifts, *kept(kind, end_on), _closing(end_on))
    return Deadline(
        code=kind.code,
        label=kind.label,
        article=kind.article,
        start_on=start_on,
        raw_end_on=raw_end_on,
        end_on=end_on,
        suspended_days=suspended_days,
        explanation=story + (reservation(end_on) if moves else ()),
        suspensions=tuple(suspensions),
        is_provisional=moves and not equated_days_are_known(end_on),
    )


def official_term(start_on: date, days: int, kind: TermKind = SUPPLEMENT) -> Deadline:
    """Give a term that an official sets: no law extends it, so we ourselves let it end on a working day.

    Raises ValueError for a length that is not a whole number of days, and for a kind whose length is not ours to set.
    """
    if kind.origin != "official":
        raise ValueError(f"{kind.label}: deze termijn staat in {kind.article} en wordt niet door ons gesteld.")
    set_kind = kind.with_length(Length(days, "days"))
    raw_end_on = set_kind.length.after(start_on)
    end_on = working_day_on_or_after(raw_end_on)
    shifts = free_days(raw_end_on, "wij laten de termijn op een werkdag eindigen")
    return Deadline(
        code=kind.code,
        label=kind.label,
        article=kind.article,
        start_on=start_on,
        raw_end_on=raw_end_on,
        end_on=end_on,
        suspended_days=0,
        explanation=(_opening(set_kind, start_on, raw_end_on), *shifts, _closing(end_on), *reservation(end_on)),
        is_provisional=not equated_days_are_known(end_on),
    )


@lru_cache(maxsize=1024)
def deadline_of(kind: TermKind, start_on: date) -> Deadline:
    """Count a term from its event; a term of days or weeks that we set ourselves ends on a working day.

    What a letter prints and what its announcement writes down both come from here. Kept, as one run sends thousands.
    """
    if kind.origin == "official" and kind.length.unit in DAYS_OF:
        return official_term(start_on, kind.length.number * DAYS_OF[kind.length.unit], kind)
    return last_day(kind, start_on)


def _counted_back(kind: TermKind, event_on: date, suspensions: Sequence[Suspension]) -> Deadline:
    if suspensions:
        raise ValueError(f"{kind.label}: een termijn die wordt teruggerekend, wordt niet opgeschort.")
    end_on = kind.length.before(event_on)
    opening = f"Teruggerekend van {written_weekday(event_on)}: {kind.length} ervoor ({kind.article})."
    story = (opening, *kept(kind, end_on), _closing(end_on))
    return Deadline(kind.code, kind.label, kind.article, event_on, end_on, end_on, 0, story)


def _stopped(
    kind: TermKind, start_on: date, end_on: date, suspensions: Sequence[Suspension]
) -> tuple[date, int, tuple[str, ...]]:
    """Move the end by each suspension that begins while the term runs; what is over cannot be stopped any more."""
    total, story = 0, list[str]()
    for suspension, days in counted_once(suspensions, start_on):
        if suspension.from_on > end_on:
            extended_on, shifts = extended(kind, start_on, end_on)
            if suspension.from_on > extended_on:
                story.append(_came_too_late(suspension, extended_on))
                continue
            end_on, story = extended_on, [*story, *shifts]
        end_on, total = end_on + days * DAY, total + days
        story.append(written(suspension, days))
    return end_on, total, tuple(story)


def _opening(kind: TermKind, start_on: date, raw_end_on: date) -> str:
    return (
        f"{kind.label}: {kind.length} na {written_day(start_on)} ({kind.article}); "
        f"de eerste dag is {written_weekday(start_on + DAY)}, de laatste {written_weekday(raw_end_on)}."
    )


def _came_too_late(suspension: Suspension, end_on: date) -> str:
    return (
        f"De opschorting vanaf {written_day(suspension.from_on)} ({suspension.article}) telt niet: "
        f"de termijn was op {written_day(end_on)} al verstreken."
    )


def _closing(end_on: date) -> str:
    return f"De laatste dag is {written_weekday(end_on)}."
