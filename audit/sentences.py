"""An event as a Dutch sentence, for the timeline of a case and for reports.
The sentences themselves are in audit.catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from audit.catalogue import EVENTS

HIDDEN = "(afgeschermd)"


class _DutchFormatter(Formatter):
    """Adds the forms `:euro` (8970.00 as € 8.970,00) and `:day` (2020-05-08 as 08-05-2020)."""

    def format_field(self, value: Any, form: str) -> str:
        if isinstance(value, Mapping):
            return HIDDEN
        if form == "euro":
            return "€ " + f"{Decimal(str(value)):,.2f}".translate(str.maketrans(",.", ".,"))
        if form == "day":
            return f"{date.fromisoformat(value):%d-%m-%Y}"
        return str(super().format_field(value, form))


_formatter = _DutchFormatter()


def sentence(action: str, result: str, facts: Mapping[str, Any], personal: Mapping[str, str] | None = None) -> str:
    """Write what happened. `personal` shows values that a reader may see; others print as "(afgeschermd)".

    An action that is no longer in the catalogue prints as its own name, because events outlive code.
    """
    kind = EVENTS.get(action)
    deed = kind.deed if kind else action
    if result == "refused":
        return f"Geweigerd: {deed}. {facts.get('reason', '')}".rstrip()
    if kind is None or kind.required - facts.keys():
        return f"{deed[:1].upper()}{deed[1:]}."
    return _formatter.vformat(kind.sentence, (), {**facts, **(personal or {})})
