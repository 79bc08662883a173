"""The one application window, as announced: 1 May to 15 December 2022, with its ceiling.
The order in it is a value of `terms.procedure`."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from cases.amounts import euro
from cases.law import Article
from cases.schemes.base import WindowRule
from cases.schemes.ontwikkeladvies.terms import VALUES
from cases.schemes.ontwikkeladvies.terms import sources as s

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS_AT = datetime(2022, 5, 1, tzinfo=AMSTERDAM)
CLOSES_AT = datetime.combine(OPENS_AT.date().replace(month=12, day=15), time(23, 59, 59), AMSTERDAM)

WINDOWS: tuple[WindowRule, ...] = (
    WindowRule(
        code="ontwikkeladvies-2022",
        label="1 mei tot en met 15 december 2022",
        applicant_kinds=VALUES["applicant_kinds"].on(OPENS_AT.date()),
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
        ceiling=s.secondary(euro("10500000"), s.UNKNOWN, s.NLSI),
        method=VALUES["order"].on(OPENS_AT.date()),
        article=Article(s.UNKNOWN, s.NLSI),
        confirmed=False,
        question="De dagen zijn bekend (1 mei tot en met 15 december 2022): op welk uur ging het loket open en dicht, en in "
        "welk artikel staan tijdvak en plafond?",
    ),
)
