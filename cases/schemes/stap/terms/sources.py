"""Where the values of STAP were read, and the three ways to note one down.
The values themselves stand beside this file, by subject."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from cases.law import Article, Dated
from cases.schemes import noting

T = TypeVar("T")

START = date(2022, 1, 1)
AMENDED_MAY_2022 = date(2022, 5, 9)
MARKET_2022 = date(2022, 11, 1)
YEAR_2023 = date(2023, 1, 1)
AMENDED_2023 = date(2023, 2, 7)
TAUGHT_2023 = date(2023, 5, 1)
MULTI_YEAR_2023 = date(2023, 7, 1)
OCW_2023 = date(2023, 7, 25)
ENDED_2024 = date(2024, 1, 1)

TEXT = "https://wetten.overheid.nl/BWBR0045419/2023-05-01"
STCRT_2021 = "https://zoek.officielebekendmakingen.nl/stcrt-2021-35685.html"
STCRT_OCT_2022 = "https://zoek.officielebekendmakingen.nl/stcrt-2022-28947.html"
STCRT_FEB_2023 = "https://zoek.officielebekendmakingen.nl/stcrt-2023-4426.html"
STCRT_JUL_2023 = "https://zoek.officielebekendmakingen.nl/stcrt-2023-20707.html"
STCRT_EVC = "https://zoek.officielebekendmakingen.nl/stcrt-2022-32789.html"
LETTER_FEB_2022 = "https://zoek.officielebekendmakingen.nl/kst-30012-142.html"
LETTER_SEP_2022 = "https://zoek.officielebekendmakingen.nl/kst-30012-147.html"
NRTO = "https://www.nrto.nl/faq-stap-budget/"
WORKINGS = "https://www.hoewerktnederland.nl/onderwerpen/duizend-euro-budget-voor-opleiding-met-stap-budget/voor-wie-is-het-stap-budget"
WORKINGS_PAYING = "https://www.hoewerktnederland.nl/onderwerpen/duizend-euro-budget-voor-opleiding-met-stap-budget/opleiding-betalen-met-stap-budget"
NEWS_FEB_2023 = (
    "https://www.rijksoverheid.nl/actueel/nieuws/2023/02/06/aangescherpte-stap-regeling-herstart-28-februari"
)
NEWS_OCT_2022 = (
    "https://www.rijksoverheid.nl/actueel/nieuws/2022/10/27/opleiders-vanwege-misbruik-geschrapt-uit-stap-register"
)
FINTOOL = "https://www.fintool.nl/32883/wijziging-subsidieregeling-stap-budget.htm"
SDPWERKT = "https://www.sdpwerkt.nl/gewijzigde-regeling-stap-budget/"
SDPWERKT_MOVED = "https://www.sdpwerkt.nl/subsidieregeling-stap-budget-gewijzigd/"
PROOF_FORM = "https://www.stapvooropleiders.nl/stap-aanmeldingsbewijs/"
PROOF_OF_PARTICIPATION = "https://www.stapvooropleiders.nl/bewijs-deelname/"
TRAINER_QUESTIONS = "https://www.stapvooropleiders.nl/vragen/"
MULTI_YEAR = "https://www.stapvooropleiders.nl/meerjarige-opleidingen/"
TEST_CHAMBER = "https://www.stapvooropleiders.nl/toetsingkamer/"
EDIN = "https://www.edin.nl/stap-opleidingen/"
SCHOEVERS = "https://www.schoevers.nl/voorwaarden-stap-budget.html"
NTI = "https://www.nti.nl/pop-up/stap-budget-in-het-kort/"
NTI_PROGRESS = "https://www.nti.nl/pop-up/studievoortgangseis-stap-budget/"
NTI_TERMS = "https://www.nti.nl/inschrijfvoorwaarden/aanvullende-voorwaarden-stap-inschrijving/"
PMC = "https://www.pmc.nl/stap-budget/hoe-vraag-ik-het-stap-budget-aan/"
CONDITIONS = "https://support.icttrainingen.nl/support/solutions/articles/6000257150-algemene-voorwaarden-stap-budget"
FONTYS = "https://bron.fontys.nl/nu-ook-stap-budget-voor-student-meerjarige-opleiding/"
VWG = "https://vwg.nl/nieuws/stap-budget-flink-ingeperkt/"
FRIESLAND = "https://www.frieslandcollege.nl/veelgestelde-vragen/stap-budget"
CAPRILLI = "https://www.caprillicoaching.nl/algemeen/inschrijfperiode-stap-geannuleerd/"
EMMIUS = "https://emmius.nl/faq/aanvraagtermijnen-stap/"
EDUDEX = "https://www.edudex.nl/catalogusprijs-en-stap-subsidiabel-bedrag-edu-dex-geeft-ze-allebei-door/"
TOETSJEKENNIS = "https://toetsjekennis.nl/pe-hypothecair-krediet-samenvatting/onderwerpen/stimulering-arbeidsmarktpositie/voorwaarden/"
MBO_TODAY = "https://mbo-today.nl/extra-geld-voor-leerrechten-gaat-naar-stap-regeling/"
JDSUPRA = "https://www.jdsupra.com/legalnews/lifelong-learning-netherlands-new-9458271/"
ACCOUNTANCY_2023 = "https://www.accountancyvanmorgen.nl/2023/02/06/nieuwe-voorwaarden-stap-regeling-bekend/"
PRICES = "https://nltimes.nl/2022/08/28/educators-take-advantage-stap-subsidy-inflating-prices"
GHOSTS = "https://www.welingelichtekringen.nl/geen-categorie/4123209/uwv-keerde-miljoenen-stap-budget-uit-voor-spookcursisten.html"
CONCENTRATION = (
    "https://www.nhnieuws.nl/nieuws/n102115/miljoenen-uit-stap-budget-komen-terecht-bij-kleine-groep-aanbieders"
)
NEWS_WINDOW_1 = "https://nieuws.nl/algemeen/20220302/uwv-ziet-overheidsbudget-cursussen-snel-opraken/"
NEWS_WINDOW_2 = (
    "https://www.accountancyvanmorgen.nl/2022/05/04/stap-budget-ook-in-tweede-aanvraagperiode-snel-vergeven/"
)
NEWS_WINDOW_3 = "https://www.accountancyvanmorgen.nl/2022/07/01/stap-budget-al-na-25-uur-op/"
NEWS_WINDOW_4 = "https://www.nu.nl/economie/6223303/duizenden-afwijzingen-bij-aanvraag-opleidingsbudget-stap.html"
NEWS_WINDOW_5 = "https://nieuws.nl/economie/20221101/uwv-laatste-stap-subsidie-voor-dit-jaar-binnen-enkele-uren-op/"
NEWS_2023_1 = "https://nieuws.nl/economie/20230317/250-000-wachtenden-voor-aanvragen-stap-budget/"
NEWS_2023_2 = "https://nieuws.nl/economie/20230501/34-miljoen-euro-aan-stap-budget-in-drie-uur-vergeven/"
NEWS_2023_3 = "https://www.telegraaf.nl/financieel/1144440846/kleiner-potje-stap-opleidingsbudget-nog-sneller-leeg"
NEWS_2023_4 = "https://www.accountancyvanmorgen.nl/2023/09/18/minder-animo-stap-budget-pot-toch-snel-leeg/"
NEWS_2023_5 = "https://nieuws.nl/economie/20231115/ruim-11-000-mensen-vragen-stap-budget-aan-tijdens-laatste-ronde/"

STAP = "STAP-regeling"
"""How the regulation as a whole is cited where the article itself was not seen."""


def article(cite: str, source: str = "") -> Article:
    """Cite an article; one of the regulation without a page of its own is read on wetten.overheid.nl."""
    return Article(cite, source or text_of(cite))


def text_of(cite: str) -> str:
    """Say where an article can be read when nothing else is named; nothing for a law that the house knows."""
    return TEXT if cite.startswith("STAP") else ""


def official(from_on: Mapping[date, T], cite: str, source: str = "") -> Dated[T]:
    """A value read in the law or on an official page."""
    return noting.official(from_on, cite, source or text_of(cite))


def secondary(from_on: Mapping[date, T], cite: str, source: str) -> Dated[T]:
    """A value read in a restatement only."""
    return noting.secondary(from_on, cite, source)


def open_question(from_on: Mapping[date, T], cite: str, question: str, source: str = "") -> Dated[T]:
    """A choice that the sources leave open, with our default."""
    return noting.open_question(from_on, cite, question, source or text_of(cite))


def to_be_set(kind: type[Any], cite: str, question: str, source: str = "") -> Dated[Any]:
    """A value that no source gives and that has no default: two administrators set it before what needs it can happen."""
    return Dated({START: None}, article(cite, source), confirmed=False, question=question, kind=kind)
