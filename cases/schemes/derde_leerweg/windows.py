"""The rounds of praktijkleren in de derde leerweg (article 6): when, and the ceiling that is shared in each.
Of the first three no source gives a ceiling of its own: an administrator sets it before they can open."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from cases.amounts import euro
from cases.law import Article, Dated
from cases.schemes.base import BucketRule, WindowRule
from cases.schemes.derde_leerweg import sources as s

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = time(9), time(17)
PLACES = "places"

BUCKETS = (BucketRule(PLACES, "praktijkplaatsen", "place_maximum", "rate_step"),)

IN_ALL = (
    "Welk deel van de € 25,5 miljoen voor vijf rondes was het plafond van deze ronde, en sloot zij om 17:00 uur? "
    "Schuift wat overblijft door naar de volgende ronde?"
)
OWN = "Staat dit plafond zo in de Staatscourant, en gold 09:00 tot 17:00 uur?"


def window(number: int, opens_on: date, closes_on: date, ceiling: str, source: str, question: str = OWN) -> WindowRule:
    """Give a round; `ceiling` is in euro, blank where no source gives one."""
    article = Article(s.cite("6"), source)
    amount = Dated({opens_on: euro(ceiling) if ceiling else None}, article, confirmed=False, question=question)
    return WindowRule(
        code=f"derde_leerweg-{number}",
        label=f"Praktijkleren in de derde leerweg, ronde {number} ({opens_on.year})",
        applicant_kinds=("leerbedrijf",),
        opens_at=datetime.combine(opens_on, OPENS, AMSTERDAM),
        closes_at=datetime.combine(closes_on, CLOSES, AMSTERDAM),
        ceiling=amount,
        method="shares",
        article=article,
        confirmed=False,
        question=question,
        buckets={PLACES: amount},
        ceiling_value="" if ceiling else f"ceiling_round_{number}",
    )


WINDOWS: tuple[WindowRule, ...] = (
    window(1, date(2022, 1, 3), date(2022, 1, 31), "", s.CATA, IN_ALL),
    window(2, date(2022, 6, 1), date(2022, 6, 30), "", s.CATA, IN_ALL),
    window(3, date(2022, 12, 1), date(2022, 12, 31), "", s.CATA, IN_ALL),
    window(4, date(2023, 6, 1), date(2023, 6, 30), "4500000", s.JONGLAAN),
    window(5, date(2023, 12, 1), date(2023, 12, 31), "4500000", s.JONGLAAN),
    window(6, date(2024, 11, 1), date(2024, 11, 30), "4000000", s.RAAK_2024),
    window(7, date(2025, 11, 3), date(2025, 11, 28), "2800000", s.ROUND_7),
)
