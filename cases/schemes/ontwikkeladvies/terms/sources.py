"""Where the values of this scheme were read, from which day they hold, and the ways to note one down.
The values themselves stand beside this file, by subject."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from cases.law import Dated
from cases.schemes import noting

T = TypeVar("T")

STCRT = "https://zoek.officielebekendmakingen.nl/stcrt-2022-8302.html"
PORTAL = "https://ontwikkeladviesportaal.nl/Home/FAQ"
LETTER_2022 = "https://zoek.officielebekendmakingen.nl/kst-30012-142.html"
NOLOC = "https://www.noloc.nl/faq/ontwikkeladvies"
NOLOC_CHECK = "https://www.noloc.nl/nieuws/2022/04/20/STAP-ontwikkeladvies-veelgestelde-vraag-controle-opleidingseis?originNode=105"
NLSI = "https://nlsi.nl/stap-start-adviessubsidie-voor-loopbaan-coaching/"
PREDECESSOR = "https://www.jobport.nl/nieuws/2020/07/27/criteria-ontwikkeladvies-staatscourant/"
SUCCESSOR = (
    "https://www.uitvoeringvanbeleidszw.nl/subsidies-en-regelingen/ontwikkeladvies-praktisch-opgeleiden/"
    "overzicht-aanvraagcriteria"
)
AWB = "https://wetten.overheid.nl/BWBR0005537"
AOW = "https://wetten.overheid.nl/BWBR0002221"
ARCHIVES = "https://wetten.overheid.nl/BWBR0007376"

START = date(2022, 4, 1)
"""The day on which registration began; no application could come before."""

PREFIX = "Ontwikkeladvies"
UNKNOWN = f"{PREFIX}-regeling"
"""Cites the scheme where the number of the article was not seen: of its text only articles 1 and 7 were read."""


def cite(article: str) -> str:
    """Cite an article of the scheme itself by its number; any other law is named by its own name."""
    return f"{PREFIX} {article}" if article[:1].isdigit() else article


def official(value: T, article: str, source: str = STCRT) -> Dated[T]:
    """A value read in the Staatscourant, in a letter to Parliament or on the official portal."""
    return noting.official({START: value}, cite(article), source)


def secondary(value: T, article: str, source: str) -> Dated[T]:
    """A value read with the association of advisers or a consultant only; the text of the scheme still has to confirm it."""
    return noting.secondary({START: value}, cite(article), source)


def open_question(value: T, article: str, question: str, source: str = STCRT) -> Dated[T]:
    """A choice that the sources leave open: our default, with the question that a lawyer has to answer."""
    return noting.open_question({START: value}, cite(article), question, source)


def by_day(values: Mapping[date, T], article: str, question: str, source: str) -> Dated[T]:
    """The same for a value that has days of its own."""
    return noting.open_question(values, cite(article), question, source)
