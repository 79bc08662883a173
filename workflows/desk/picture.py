"""Where a case is, as a small picture made on the server: the road it came, its status, and where it can go from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django_fsm import GET_STATE

from audit.models import Event
from cases.models import Case, Status
from cases.schemes.registry import scheme

ROW = 30
"""Height of a row in units of the picture, which are pixels at normal size."""
MOST_PASSED = 8
SHORT: Mapping[str, str] = MappingProxyType(
    {
        Status.REFUSAL_VIEWS: "Zienswijze (afwijzing)",
        Status.SETTLEMENT_VIEWS: "Zienswijze (vaststelling)",
        Status.REVOCATION_VIEWS: "Zienswijze (intrekking)",
    }
)


@dataclass(frozen=True)
class Stop:
    """A status in the picture. `kind`: "passed", "here" or "next"; `y` is the middle of its row."""

    kind: str
    label: str
    on: date | None
    y: int


@dataclass(frozen=True)
class Picture:
    """The stops from top to bottom, with the height of the whole and where the present status stands."""

    stops: tuple[Stop, ...]
    height: int
    here: int
    left_out: int

    @property
    def in_words(self) -> str:
        """The same for who cannot see it."""
        road = " → ".join(stop.label for stop in self.stops if stop.kind != "next")
        ahead = ", ".join(stop.label for stop in self.stops if stop.kind == "next")
        return f"Doorlopen: {road}. Hierna mogelijk: {ahead or 'niets meer'}."


def picture_of(case: Case, events: Iterable[Event]) -> Picture:
    """Draw a case from its events and its state machine; the same status twice in a row is one stop."""
    road: list[tuple[str, date]] = []
    for event in events:
        if event.status_to and (not road or road[-1][0] != event.status_to):
            road.append((event.status_to, event.on_date))
    shown = road[-MOST_PASSED:]
    stops = [
        Stop("here" if place == len(shown) - 1 else "passed", _label(code), on, ROW * place + ROW // 2)
        for place, (code, on) in enumerate(shown)
    ]
    below = len(stops)
    stops += [
        Stop("next", _label(code), None, ROW * (below + place) + ROW // 2) for place, code in enumerate(_ahead(case))
    ]
    return Picture(tuple(stops), ROW * len(stops), ROW * below - ROW // 2, len(road) - len(shown))


def _ahead(case: Case) -> list[str]:
    known = scheme(case.scheme).transitions
    lawful = case.get_available_status_transitions()  # type: ignore[attr-defined]  # added by FSMField
    targets = {code for found in lawful if found.name in known for code in _targets(case, found.target)} - {case.status}
    return [code for code in Status.values if code in targets]


def _targets(case: Case, target: Any) -> list[str]:
    """A target that depends on the case is asked; a plain one is itself."""
    return [str(target.func(case) if isinstance(target, GET_STATE) else target)]


def _label(code: str) -> str:
    return SHORT.get(code) or (str(Status(code).label) if code in Status.values else code)
