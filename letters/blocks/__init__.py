"""The standard texts of the office, one module per version, and from which day each version holds.
A version that was used is never edited; a new one is put beside it. Texts of a scheme stand in its wording."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from cases.schemes.base import Passage
from cases.schemes.passages import Passages
from letters.blocks.budget_condition_2020 import budget_condition as budget_condition_2020
from letters.blocks.contact_2020 import contact as contact_2020
from letters.blocks.hearing_2020 import hearing as hearing_2020
from letters.blocks.machine_2022 import machine as machine_2022
from letters.blocks.objection_2020 import objection as objection_2020
from letters.blocks.objection_2026 import objection as objection_2026
from letters.blocks.office import Office
from letters.blocks.salutation_2020 import salutation as salutation_2020
from letters.blocks.sharing_2014 import sharing as sharing_2014
from letters.blocks.signature_2020 import signature as signature_2020
from letters.text import Signature

T = TypeVar("T")

__all__ = [
    "BUDGET_CONDITION", "CONTACT", "HEARING", "MACHINE", "NoVersion", "OBJECTION", "Office", "SALUTATION", "SHARING", "SIGNATURE",
    "in_force",
]  # fmt: skip

FIRST = date(2014, 1, 1)
"""The oldest letters are those of decisions of 2014; the versions are named after the year in which they were written down."""

SALUTATION: Mapping[date, Callable[[str], Passage]] = MappingProxyType({FIRST: salutation_2020})
CONTACT: Mapping[date, Callable[[Office, str], Passages]] = MappingProxyType({FIRST: contact_2020})
SIGNATURE: Mapping[date, Callable[[str, str, str], Signature]] = MappingProxyType({FIRST: signature_2020})
BUDGET_CONDITION: Mapping[date, Callable[[str, str], Passages]] = MappingProxyType({FIRST: budget_condition_2020})
HEARING: Mapping[date, Callable[[date, Office, str], Passages]] = MappingProxyType({FIRST: hearing_2020})
MACHINE: Mapping[date, Callable[[Office, str], Passages]] = MappingProxyType({date(2022, 1, 1): machine_2022})
SHARING: Mapping[date, Callable[[Office, str, Sequence[int]], Passages]] = MappingProxyType({FIRST: sharing_2014})
OBJECTION: Mapping[date, Callable[[date, Office, str], Passages]] = MappingProxyType(
    {FIRST: objection_2020, date(2026, 1, 1): objection_2026}
)


class NoVersion(LookupError):
    """No version of a standard text holds on this day."""


def in_force(versions: Mapping[date, T], on: date) -> T:
    """Give the version of a standard text for a letter printed on a day. Raises NoVersion before the first one."""
    starts = [start for start in versions if start <= on]
    if not starts:
        raise NoVersion(f"Voor {on:%d-%m-%Y} is er geen standaardtekst. Kies een datum vanaf {min(versions):%d-%m-%Y}.")
    return versions[max(starts)]
