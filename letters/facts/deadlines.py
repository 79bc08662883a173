"""The terms that begin on the day a letter goes out, counted once: the letter prints them and its announcement writes them down.
How a term is counted stands in `cases.terms`, how long it is in the scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from cases.amounts import ZERO
from cases.law import Values
from cases.terms.deadline import Deadline
from cases.terms.term import deadline_of
from cases.terms.wording import written_day
from letters.facts.file import LetterFile
from letters.kinds import is_settlement

ASKED: Mapping[str, str] = MappingProxyType(
    {
        "supplement_request": "supplement",
        "refusal_views": "views",
        "settlement_views": "views",
        "revocation_views": "views",
        "settlement_reminder": "settlement_reminder",
        "sample_request": "sample_report",
        "documents_request": "documents",
    }
)
"""The term that a letter sets for an answer."""


def deadlines(file: LetterFile, on: date) -> dict[str, Deadline]:
    """Give every term that begins when the letter goes out on a day, by its code; "payment" is the day on which to pay.

    Awb 6:8 (objection), 4:87 (payment), 4:49 lid 3 and 4:57 lid 4 (five years after settlement).
    """
    return dict(_deadlines(file, on))


def _deadlines(file: LetterFile, on: date) -> Iterator[tuple[str, Deadline]]:
    if code := ASKED.get(file.kind):
        yield code, counted(file, code, on)
    if file.is_decision:
        yield "objection", counted(file, "objection", on)
    if file.unpaid_amount > 0 or file.receivable is not None:
        yield "payment", counted(file, "payment", on)
    if file.kind == "grant" or (file.kind == "change_granted" and file.decision == file.moved):
        yield from _project(file)
    if is_settlement(file.kind) and file.decision is not None and not runs_already(file):
        yield "revocation_bar", counted(file, "revocation_bar", on)
        yield "recovery_bar", counted(file, "recovery_bar", file.decision.on)


def runs_already(file: LetterFile) -> bool:
    """Say whether the five years run from an earlier settlement: changing it, or settling one line more, begins none anew."""
    return file.kind in ("settlement_amended", "line_awarded") and "revocation_bar" in (file.due_on or {})


def counted(file: LetterFile, code: str, start_on: date) -> Deadline:
    """Count a term of the scheme, in the version of the application, from the day of its event."""
    return deadline_of(file.scheme.terms(code, file.values), start_on)


def _project(file: LetterFile) -> Iterator[tuple[str, Deadline]]:
    """The project's own last day as decided, and what is counted from it: asking for settlement, or settling ex officio."""
    ends_on, granted_on = file.ends_on, file.grant.on if file.grant else None
    if ends_on is None or granted_on is None:
        return
    kind = file.scheme.terms("duration", file.values)
    sentence = f"Het project loopt tot en met {written_day(ends_on)}, zoals in het besluit staat ({kind.article})."
    yield "duration", Deadline("duration", kind.label, kind.article, granted_on, ends_on, ends_on, 0, (sentence,))
    code = "ex_officio_settlement" if is_settled_ex_officio(file.granted_amount, file.values) else "settlement_request"
    yield code, counted(file, code, ends_on)


def is_settled_ex_officio(granted: Decimal | None, values: Values) -> bool:
    """Say whether the recipient need not ask for settlement: the grant lies below the scheme's value `ex_officio_below`."""
    limit = dict(values).get("ex_officio_below", ZERO)
    return granted is not None and isinstance(limit, Decimal) and granted < limit
