"""Every SLIM window as published: for whom, when, ceiling by date, lot or order of arrival.
Dates and ceilings that no official page confirms carry their question; numbers per article stand in `terms`."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from cases.amounts import euro
from cases.law import Article, Dated
from cases.schemes.base import WindowRule
from cases.schemes.slim.terms import VALUES
from cases.schemes.slim.terms import sources as s

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = time(9), time(17)
NAMES = {"MKB": "mkb-ondernemingen", "SWV": "samenwerkingsverbanden", "GRB": "grootbedrijven"}
HOURS = "Gelden de tijden 09:00 en 17:00 ook voor dit tijdvak?"


def window(
    code: str, kind: str, opens_on: date, closes_on: date, millions: str, source: str, question: str = "", **raised: str
) -> WindowRule:
    """Give a window from its row; the ceiling is in millions of euro, `raised` holds later ones (`d20240626`)."""
    ceilings = {date(opens_on.year, 1, 1): euro(Decimal(millions) * 1_000_000)}
    ceilings |= {date.fromisoformat(day[1:]): euro(Decimal(amount) * 1_000_000) for day, amount in raised.items()}
    article = Article("SLIM 11", source)
    return WindowRule(
        code=f"slim-{code}",
        label=f"SLIM {code[:6]} voor {NAMES[kind]}",
        applicant_kinds=(kind,),
        opens_at=datetime.combine(opens_on, OPENS, AMSTERDAM),
        closes_at=datetime.combine(closes_on, CLOSES, AMSTERDAM),
        ceiling=Dated(ceilings, article, confirmed=not question, question=question),
        method=VALUES[f"order_{kind.lower()}"].on(opens_on),
        article=article,
        confirmed=not question,
        question=question,
    )


def pair(
    code: str, opens_on: date, closes_on: date, millions: str, question: str, source: str
) -> tuple[WindowRule, ...]:
    """Give the windows for samenwerkingsverband and grootbedrijf that were open together, each with its own ceiling."""
    swv = window(f"{code}-swv", "SWV", opens_on, closes_on, millions, source, question)
    return swv, window(f"{code}-grb", "GRB", opens_on, closes_on, "1.2", source, question)


D = date
TWO_CEILINGS = "Was er één plafond van € 18,7 mln, of waren het er twee (17,5 en 1,2)?"
WINDOWS: tuple[WindowRule, ...] = (
    window("2020-1", "MKB", D(2020, 3, 2), D(2020, 3, 31), "15", s.PNO_2020, HOURS),
    *pair(
        "2020-2",
        D(2020, 4, 1),
        D(2020, 6, 30),
        "17.5",
        "Liep dit tijdvak in april-juni of in juni-juli?",
        s.SUBSIDY_EXPERT,
    ),
    window("2020-3", "MKB", D(2020, 9, 1), D(2020, 9, 30), "14.5", s.NLSI_2020, HOURS),
    window(
        "2021-1", "MKB", D(2021, 3, 2), D(2021, 3, 31), "15", s.TOPHRDESK_2021, "Is het plafond € 15 mln (29,5 - 14,5)?"
    ),
    *pair("2021-2", D(2021, 6, 1), D(2021, 6, 30), "17.5", "Op welke dagen was dit tijdvak open?", s.DIRECTION_2020),
    window("2021-3", "MKB", D(2021, 9, 1), D(2021, 9, 30), "14.3", s.BOGEBOORTEZORG_2021, HOURS),
    window("2022-1", "MKB", D(2022, 3, 1), D(2022, 3, 31), "15", s.CONFIANZA_2022, HOURS),
    *pair("2022-2", D(2022, 6, 1), D(2022, 7, 29), "17.5", TWO_CEILINGS, s.NEWS_2022),
    window(
        "2022-3", "MKB", D(2022, 9, 1), D(2022, 9, 30), "14.2", s.CEDEO_2022, "Is het plafond € 14,2 of € 15,3 mln?"
    ),
    window("2023-1", "MKB", D(2023, 3, 1), D(2023, 3, 30), "15", s.PCHECK_2023, HOURS),
    window(
        "2023-2-swv",
        "SWV",
        D(2023, 6, 1),
        D(2023, 7, 27),
        "17.5",
        s.NEWS_2023,
        "Begon dit tijdvak op 1 juni of 1 juli, en op welke dag ging het plafond naar € 20,5 mln?",
        d20230727="20.5",
    ),
    window(
        "2023-2-grb", "GRB", D(2023, 6, 1), D(2023, 7, 27), "1.2", s.NEWS_2023, "Begon dit tijdvak op 1 juni of 1 juli?"
    ),
    window("2023-3", "MKB", D(2023, 9, 1), D(2023, 9, 28), "14.2", s.NEWS_2023, d20230901="14.57"),
    window("2024-1", "MKB", D(2024, 3, 1), D(2024, 3, 29), "15", s.ADVISER_2026, HOURS),
    *pair(
        "2024-2",
        D(2024, 6, 3),
        D(2024, 7, 31),
        "17.5",
        "Was het plafond € 17,5 en € 1,2 mln (47,2 - 15 - 13,5)?",
        s.NEWS_2024,
    ),
    window("2024-3", "MKB", D(2024, 9, 2), D(2024, 9, 30), "13.5", s.ADVISER_2026, HOURS, d20240626="16.1"),
    window("2025-1", "MKB", D(2025, 3, 3), D(2025, 3, 31), "12.5", s.ADVISER_2026, HOURS),
    window(
        "2025-2-swv",
        "SWV",
        D(2025, 6, 2),
        D(2025, 7, 31),
        "17.5",
        s.ADVISER_2026,
        "Op welke dagen was dit tijdvak open, en met welk plafond?",
    ),
    window("2025-3", "MKB", D(2025, 9, 1), D(2025, 9, 30), "17.5", s.ADVISER_2026, HOURS),
    window(
        "2026-1",
        "MKB",
        D(2026, 4, 7),
        D(2026, 5, 4),
        "11",
        s.ADVISER_2026,
        "Staan deze dagen en dit plafond zo in de Staatscourant?",
    ),
    window(
        "2026-2-swv",
        "SWV",
        D(2026, 6, 22),
        D(2026, 7, 20),
        "20",
        s.ADVISER_2026,
        "Staan deze dagen en dit plafond zo in de Staatscourant?",
    ),
    window(
        "2026-3",
        "MKB",
        D(2026, 8, 10),
        D(2026, 9, 7),
        "6",
        s.ADVISER_2026,
        "Opende dit tijdvak op 10 of 19 augustus, en was het plafond € 6 of € 14 mln?",
    ),
)
