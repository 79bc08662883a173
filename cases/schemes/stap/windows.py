"""Every STAP window as the house reads it: for whom, when, its ceiling, and the part of it that digital applications can reach.
The days and amounts themselves stand in `terms.windows`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cases.law import Dated
from cases.schemes.base import WindowRule
from cases.schemes.stap.application import KIND
from cases.schemes.stap.terms import sources as s
from cases.schemes.stap.terms.windows import ROWS, VALUES, Row, ceiling_name, known_ceiling

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = time(10), time(23, 59, 59)


def window(row: Row) -> WindowRule:
    """Give a window from its row. Where no source names the ceiling, the value that an administrator sets is named instead."""
    ceiling = known_ceiling(row)
    return WindowRule(
        code=f"stap-{row.code}",
        label=f"STAP-tijdvak {row.code[-1]} van {row.code[:4]}",
        applicant_kinds=(KIND,),
        opens_at=datetime.combine(row.opens_on, OPENS, AMSTERDAM),
        closes_at=datetime.combine(row.closes_on, CLOSES, AMSTERDAM),
        ceiling=ceiling if ceiling is not None else _waiting(row),
        method="arrival",
        article=s.article("STAP 9", row.source),
        confirmed=not row.question,
        question=row.question,
        ceiling_value="" if ceiling is not None else ceiling_name(row.code),
        reserve_value="manual_reserve" if VALUES["left_over_moves_on"].on(row.opens_on) else "",
        overrun_value="manual_overrun" if VALUES["manual_overrun_is_open"].on(row.opens_on) else "",
    )


def _waiting(row: Row) -> Dated[Any]:
    first = date(row.opens_on.year, 1, 1)
    return s.open_question({first: None}, "STAP 9", row.question, row.source)


WINDOWS: tuple[WindowRule, ...] = tuple(window(row) for row in ROWS)
