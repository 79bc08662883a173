"""Where the values of Praktijkleren were read, from which applications they hold, and the ways to note one down.
The values themselves stand beside this file, by subject."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from cases.law import Article, Dated
from cases.schemes import noting

T = TypeVar("T")

LAW = "https://wetten.overheid.nl/BWBR0034144"
OCW = "https://wetten.overheid.nl/BWBR0028820"
AWB = "https://wetten.overheid.nl/BWBR0005537"
STCRT_2013 = "https://zoek.officielebekendmakingen.nl/stcrt-2013-31130.html"
STCRT_2019 = "https://zoek.officielebekendmakingen.nl/stcrt-2019-48191.html"
STCRT_2019_SBI = "https://zoek.officielebekendmakingen.nl/stcrt-2019-49395.html"
STCRT_2020_ADVANCE = "https://zoek.officielebekendmakingen.nl/stcrt-2020-28881.html"
STCRT_2020_SUPPLEMENT = "https://zoek.officielebekendmakingen.nl/stcrt-2020-32951.html"
STCRT_2020_SBI = "https://zoek.officielebekendmakingen.nl/stcrt-2020-48267.html"
RVO_CONTROL = "https://www.rvo.nl/subsidies-regelingen/administratie-en-controle-subsidieregeling-praktijkleren"
RVO_2023 = "https://www.rvo.nl/subsidies-financiering/praktijkleren"
RVO_MINE = "https://mijn.rvo.nl/praktijkleren"
RVO_VSO = "https://www.rvo.nl/subsidie-en-financieringswijzer/subsidieregeling-praktijkleren/voorwaarden/vso"
RVO_WO = "https://www.rvo.nl/subsidies-financiering/praktijkleren/voorwaarden-promovendi-toios"
RVO_PRO = "https://www.rvo.nl/subsidies-financiering/praktijkleren/voorwaarden-praktijkonderwijs"
RVO_QUESTIONS = "https://www.rvo.nl/subsidie-en-financieringswijzer/subsidieregeling-praktijkleren/veelgestelde-vragen"
RVO_2021 = "https://www.rvo.nl/subsidies-regelingen/subsidieregeling-praktijkleren"
RVO_TIPS = "https://www.rvo.nl/subsidies-regelingen/subsidieregeling-praktijkleren/tips-voor-aanvragers"
RVO_EXTRA = "https://www.rvo.nl/subsidies-financiering/praktijkleren/extra-subsidie"
RVO_APPLY = "https://www.rvo.nl/subsidies-financiering/praktijkleren/aanvragen"
LETTER_2022 = "https://zoek.officielebekendmakingen.nl/kst-30012-147.html"
VMBO = "https://betawww.praktijklerennederland.nl/faq/voorwaarden/wat-zijn-de-voorwaarden-voor-een-deelnemer-op-vmbo-niveau"
HBO = (
    "https://betawww.praktijklerennederland.nl/faq/voorwaarden/wat-zijn-de-voorwaarden-voor-een-deelnemer-op-hbo-niveau"
)
ANY_YEAR = "https://praktijklerennederland.nl/faq/subsidie/hoe-vaak-mag-ik-subsidie-aanvragen-voor-dezelfde-deelnemer"
RECOGNISED = "https://praktijklerennederland.nl/faq/algemeen/wat-zijn-de-voorwaarden-om-in-aanmerking-te-komen-voor-de-subsidie-praktijkleren"
BUDGETS = (
    "https://praktijklerennederland.nl/faq/subsidie/hoeveel-budget-is-beschikbaar-per-opleidingsniveau-per-schooljaar"
)
PNO = "https://pnoconsultants.com/nl/subsidies/subsidieregeling-praktijkleren"
SBB_2024 = "https://s-bb.nl/nieuws/aanvragen-voor-subsidie-praktijkleren-mogelijk-vanaf-3-juni"
OAZ_2018 = "https://oaz.nl/nieuws/mbo-budget-subsidieregeling-praktijkleren-verhoogd"
OAZ_2021 = "https://oaz.nl/nieuws/beschikkingen-praktijkleren-2020-2021"
OAZ_2023 = "https://oaz.nl/nieuws/dit-zijn-de-normbedragen-voor-praktijkleren-schooljaar-2022-2023"
OAZ_2024 = "https://oaz.nl/nieuws/belangrijkste-wijzigingen-verlening-praktijkleren"
NLSI_2021 = "https://nlsi.nl/subsidieregeling-praktijkleren-2021-2022"
NOVA_2020 = "https://novaconnect.nl/2020/06/05/voorschot-praktijkleren"
ANKO_2020 = "https://anko.nl/actueel/voorschot-subsidie-praktijkleren-beschikbaar"
PAYROLL_2021 = "https://personeelensalaris.nl/nieuws/subsidie-praktijkleren"
VIZIER_2017 = "https://vizier-accountants.nl/a/subsidie-praktijkleren-tijdig-aanvragen"
OAZ_2019 = "https://oaz.nl/nieuws/start-aanvraag-subsidieregeling-praktijkleren-op-2-juni-2019"
NAW_2022 = "https://nawsalaris.nl/subsidie-praktijkleren-aanvragen-tot-en-met-medio-september"
WERKGEVERSLIJN_2021 = "https://werkgeverslijn.nl"
OMNYACC_2024 = "https://omnyacc.nl/nieuws/vraag-nu-de-subsidie-praktijkleren-2024-aan"
HLB_2025 = "https://hlb-nannen.nl/nieuws/aanvraag-subsidie-praktijkleren-tot-17-september"
EPIIC_2025 = "https://epiic.nl/nieuws/ook-in-2025-subsidie-praktijkleren-voor-leerling-werknemers"
DESK_CHECKS = "https://oaz.nl/nieuws/controles-subsidieregeling-praktijkleren"


def applied_in(year: int) -> date:
    """Give the first day of the applications of a year; they are about the study year that ends in it."""
    return date(year, 1, 1)


START = applied_in(2014)
SECOND = applied_in(2015)
VO_WIDENED = applied_in(2018)
HBO_WIDENED = applied_in(2019)
LHR_BEGAN = applied_in(2020)
MORE_SUPPLEMENTS = applied_in(2021)
FEWER_SUPPLEMENTS = applied_in(2023)
NEW_PORTAL = applied_in(2024)
LHR_ENDED = applied_in(2025)

PREFIX = "Praktijkleren"


def cite(article: str) -> str:
    """Cite an article of the scheme itself; any other law is named by its own name."""
    return f"{PREFIX} {article}" if article[:1].isdigit() else article


def official(from_on: Mapping[date, T], article: str, source: str = LAW) -> Dated[T]:
    """A value read in the law or on an official page; `article` is one of the scheme where no other law is named."""
    return noting.official(from_on, cite(article), source)


def secondary(from_on: Mapping[date, T], article: str, source: str) -> Dated[T]:
    """A value read with an adviser, accountant or trade body only; the text of the scheme still has to confirm it."""
    return noting.secondary(from_on, cite(article), source)


def open_question(from_on: Mapping[date, T], article: str, question: str, source: str = LAW) -> Dated[T]:
    """A choice that the sources leave open: our default, with the question that a lawyer has to answer."""
    return noting.open_question(from_on, cite(article), question, source)


def waiting(kind: type[Any], article: str, question: str, source: str = LAW) -> Dated[Any]:
    """A value that no source gives on any day: an administrator sets one before it is used."""
    return Dated({START: None}, Article(cite(article), source), confirmed=False, question=question, kind=kind)
