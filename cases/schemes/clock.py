"""Which terms run in a case of a scheme: those that it sets itself, with the length of the version, and those of the Awb.
How a term is counted stands in `cases.terms`; the lengths stand in the scheme's own terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cases.law import Article, Dated, Values
from cases.terms.catalogue import KINDS
from cases.terms.kinds import Length, Origin, TermKind, Unit

SAME = {"unconsidered": "left_unconsidered_decision"}
"""Codes under which a step asks for a term of the Awb that the catalogue calls otherwise."""


@dataclass(frozen=True)
class OwnTerm:
    """A term of a scheme: the value that holds its length, the unit, and the general kind it is like or its own label."""

    value: str
    unit: Unit
    like: str = ""
    label: str = ""
    origin: Origin = "regulation"
    atw_exempt: bool = False


def clock(
    name: str, own: Mapping[str, OwnTerm], published: Mapping[str, Dated[Any]]
) -> Callable[[str, Values], TermKind]:
    """Give the function that says how long a term is in a version; a term that the scheme does not set comes from the Awb.

    It raises KeyError with a sentence for a code that neither knows.
    """

    def terms(code: str, values: Values) -> TermKind:
        if code in own:
            return _of_scheme(code, own[code], values, published[own[code].value])
        general = KINDS.get(SAME.get(code, code))
        if general is None:
            raise KeyError(f"{name} kent geen termijn {code!r}.")
        return general

    return terms


def _of_scheme(code: str, term: OwnTerm, values: Values, noted: Dated[Any]) -> TermKind:
    length = Length(getattr(values, term.value), term.unit)
    article = Article(values.article(term.value), noted.article.source)
    general = KINDS.get(term.like) or TermKind(
        code, term.label, article, length, term.origin, atw_exempt=term.atw_exempt
    )
    return replace(
        general, code=code, article=article, length=length, confirmed=noted.confirmed, question=noted.question
    )
