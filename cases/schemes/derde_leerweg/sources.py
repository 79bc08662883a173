"""Where the values of praktijkleren in de derde leerweg were read, and from which days they hold.
The values themselves stand in `terms`."""

from __future__ import annotations

from datetime import date

PREFIX = "Derde leerweg"

START = date(2021, 12, 14)
WIDER_TARGET = date(2024, 11, 1)
ROUND_2025 = date(2025, 11, 1)

TEXT_2021 = "https://wetten.overheid.nl/BWBR0046007/2021-12-14"
STCRT_2021 = "https://zoek.officielebekendmakingen.nl/stcrt-2021-49161.html"
RVO_2022 = "https://www.rvo.nl/subsidies-financiering/derde-leerweg/voorwaarden"
ZORG_2022 = "https://zorgenwelzijnzhz.nl/nieuws/subsidieregeling-praktijkleren-in-de-derde-leerweg"
AMOUNT_2022 = "https://betawww.praktijklerennederland.nl/subsidie-praktijkleren-derde-leerweg"
ENTITLED = (
    "https://betawww.praktijklerennederland.nl/faq/wanneer-heb-ik-recht-op-subsidie-praktijkleren-in-de-derde-leerweg"
)
JONGLAAN = "https://jonglaan.nl/nieuws/subsidieregeling-praktijkleren-derde-leerweg"
MARLIJN = "https://marlijnacademie.nl/nieuws/wijziging-van-de-subsidieregeling-praktijkleren-in-de-derde-leerweg"
RAAK_2024 = "https://raaknederland.nl/wijziging-subsidieregeling-praktijkleren-in-de-derde-leerweg-ter-consultatie"
CATA = "https://catasubsidieadvies.nl/regelingen/praktijkleren-derde-leerweg"
ROUND_7 = "https://wspgrootamsterdam.nl/subsidies"
INSTRUCTIONS = "https://wetten.overheid.nl/BWBR0027023/2012-07-01"
AWB = "https://wetten.overheid.nl/BWBR0005537"


def cite(article: str) -> str:
    """Cite an article of the scheme itself."""
    return f"{PREFIX} {article}"
