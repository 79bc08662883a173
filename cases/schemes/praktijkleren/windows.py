"""Every Praktijkleren window as published: when, and the ceiling of each bucket (article 14). Days are a table, not computed.
What no source gives is left out and asks its question: an administrator sets it before the window is shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from cases.amounts import euro
from cases.law import Article, Dated
from cases.schemes.base import BucketRule, WindowRule
from cases.schemes.praktijkleren.terms import VALUES
from cases.schemes.praktijkleren.terms import sources as s

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = time(9), time(17)
ARTICLE = "14 lid 1"
ADVANCE = "praktijkleren-2020-voorschot"

BUCKETS: tuple[BucketRule, ...] = (
    BucketRule("mbo", "mbo-bbl", "place_maximum", "rate_step"),
    BucketRule("hbo", "hbo", "place_maximum", "rate_step"),
    BucketRule("wo", "promovendi en technologisch ontwerpers", "place_maximum", "rate_step"),
    BucketRule("vo", "vmbo, vso en praktijkonderwijs", "place_maximum", "rate_step"),
    BucketRule("mbo-lhr", "toeslag landbouw, horeca en recreatie", None, "supplement_step", takes_left_over=False),
    BucketRule("mbo-cyclisch", "toeslag conjunctuurgevoelige sectoren", None, "supplement_step", takes_left_over=False),
    BucketRule(
        "hbo-toeslag", "toeslag hbo techniek en gezondheidszorg", None, "supplement_step", takes_left_over=False
    ),
)

FIRST_CEILINGS = {"mbo": "188900000", "hbo": "8000000", "wo": "6700000", "vo": "1400000"}


def window(
    year: int,
    opens_on: date,
    closes_on: date,
    ceilings: Mapping[str, str],
    source: str,
    question: str = "",
    sets_off: str = "",
) -> WindowRule:
    """Give the window of a year from its row; `ceilings` are in euro for each bucket, from the first day of that year."""
    article, from_on = Article(s.cite(ARTICLE), source), s.applied_in(year)
    amounts = {bucket: euro(amount) for bucket, amount in ceilings.items()}

    def dated(amount: Decimal) -> Dated[Decimal]:
        return Dated({from_on: amount}, article, confirmed=not question, question=question)

    return WindowRule(
        code=f"praktijkleren-{year}",
        label=f"Praktijkleren {year} (studiejaar {year - 1}-{year})",
        applicant_kinds=("werkgever",),
        opens_at=datetime.combine(opens_on, OPENS, AMSTERDAM),
        closes_at=datetime.combine(closes_on, CLOSES, AMSTERDAM),
        ceiling=dated(sum(amounts.values(), euro("0"))),
        method="shares",
        article=article,
        confirmed=not question,
        question=question,
        buckets={bucket: dated(amount) for bucket, amount in amounts.items()},
        sets_off=sets_off,
    )


def advance_window() -> WindowRule:
    """Give the window of the advance of June 2020, for mbo alone; no source gives its ceiling."""
    noted = VALUES["advance_ceiling"]
    return WindowRule(
        code=ADVANCE,
        label="Praktijkleren 2020, voorschot mbo (studiejaar 2019-2020)",
        applicant_kinds=("werkgever",),
        opens_at=datetime.combine(date(2020, 6, 2), OPENS, AMSTERDAM),
        closes_at=datetime.combine(date(2020, 6, 30), CLOSES, AMSTERDAM),
        ceiling=noted,
        ceiling_value="advance_ceiling",
        method="arrival",
        article=Article("Awb 4:95", s.NOVA_2020),
        confirmed=False,
        question=noted.question,
    )


D = date
DAYS = "Op welke dag opende dit tijdvak?"
REST = "Wat zijn de plafonds van de andere onderdelen? Zonder plafond kan het tijdvak niet worden verdeeld."
WINDOWS: tuple[WindowRule, ...] = (
    window(2014, D(2014, 6, 2), D(2014, 9, 15), FIRST_CEILINGS, s.LAW, DAYS),
    window(2015, D(2015, 6, 2), D(2015, 9, 15), FIRST_CEILINGS, s.LAW, DAYS),
    window(2016, D(2016, 6, 2), D(2016, 9, 15), FIRST_CEILINGS, s.BUDGETS, DAYS),
    window(2017, D(2017, 6, 2), D(2017, 9, 15), FIRST_CEILINGS, s.BUDGETS),
    window(
        2018,
        D(2018, 6, 1),
        D(2018, 9, 17),
        {"mbo": "193900000", "hbo": "3400000", "wo": "2800000"},
        s.OAZ_2018,
        f"{DAYS} Gelden hbo 3,4 en wo 2,8 miljoen voor dit tijdvak? {REST}",
    ),
    window(
        2019,
        D(2019, 6, 2),
        D(2019, 9, 16),
        {"mbo": "196848000", "hbo": "3100000", "wo": "2800000", "vo": "1300000"},
        s.STCRT_2019,
    ),
    advance_window(),
    window(2020, D(2020, 7, 1), D(2020, 9, 16), {"mbo-lhr": "10600000"}, s.STCRT_2020_SUPPLEMENT, REST, ADVANCE),
    window(
        2021,
        D(2021, 6, 2),
        D(2021, 9, 16),
        {
            "mbo": "251529000",
            "hbo": "17700000",
            "wo": "2200000",
            "vo": "1300000",
            "mbo-lhr": "10600000",
            "mbo-cyclisch": "15800000",
            "hbo-toeslag": "6700000",
        },
        s.NLSI_2021,
        "Staan deze plafonds zo in de Staatscourant?",
    ),
    window(
        2022,
        D(2022, 6, 2),
        D(2022, 9, 16),
        {"mbo": "256300000", "hbo": "18600000", "wo": "2800000", "vo": "1300000", "mbo-lhr": "10600000"},
        s.RVO_2023,
        "Wat was het budget van de conjunctuurtoeslag en de hbo-toeslag? Plafonds zijn op 0,1 miljoen gelezen.",
    ),
    window(
        2023,
        D(2023, 6, 2),
        D(2023, 9, 15),
        {"mbo": "219600000", "hbo": "4000000", "mbo-lhr": "10600000"},
        s.LETTER_2022,
        f"Kwam er in 2023 15 miljoen bij, en in welk onderdeel? {REST}",
    ),
    window(2024, D(2024, 6, 3), D(2024, 9, 17), {"mbo-lhr": "10600000"}, s.SBB_2024, REST),
    window(
        2025,
        D(2025, 6, 2),
        D(2025, 9, 17),
        {"mbo": "225584000", "hbo": "4700000", "wo": "2100000", "vo": "1100000"},
        s.EPIIC_2025,
        "Staan deze plafonds zo in de Staatscourant?",
    ),
)
"""2026 is not here: its days are known (2 June to 17 September), but no source gives any ceiling."""
