"""The three ways to note a value of law down: read in the law, read somewhere else only, or still a question.
The values themselves stand in the terms of each scheme, with where each was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from cases.law import Article, Dated

T = TypeVar("T")


def official(from_on: Mapping[date, T], cite: str, source: str = "") -> Dated[T]:
    """A value read in the law or on an official page."""
    return Dated(from_on, Article(cite, source))


def secondary(from_on: Mapping[date, T], cite: str, source: str) -> Dated[T]:
    """A value read with an adviser or in a trade paper only; the text of the scheme still has to confirm it."""
    question = f"Alleen in een secundaire bron gelezen ({source}): klopt de waarde en is {cite} het artikel?"
    return Dated(from_on, Article(cite, source), confirmed=False, question=question)


def open_question(from_on: Mapping[date, T], cite: str, question: str, source: str = "") -> Dated[T]:
    """A choice that the sources leave open: our default, with the question that a lawyer has to answer."""
    return Dated(from_on, Article(cite, source), confirmed=False, question=question)
