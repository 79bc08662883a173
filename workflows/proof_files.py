"""Proofs of participation from a file: a CSV with one participant a line, read a line at a time and handed to the step one by one.
A wrong line stops only itself; the same file twice does nothing the second time."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from django.utils import timezone

from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Case, Order, Submission
from cases.schemes.base import ActKind, Scheme
from cases.schemes.reading import InputError, InvalidInput
from workflows.desk.outside.shape import Field, fields_of
from workflows.desk.tasks.form import plain_amount
from workflows.steps.acts import body_of
from workflows.steps.opening import attempt
from workflows.steps.proof import KIND, receive_proof
from workflows.steps.rejection import record_rejection

ORDER = "order"
ORDER_LABEL = "ordernummer"
WHOLE = re.compile(r"-?[0-9]{1,15}")
YES, NO = ("ja", "j", "1", "true"), ("nee", "n", "0", "false")


class WrongFile(ValueError):
    """The file cannot be read at all; the message is a Dutch sentence."""


@dataclass(frozen=True)
class LineOutcome:
    """What came of a line: "received", "known" (it was received before) or "rejected", with why."""

    line: int
    order: str
    result: str
    reason: str = ""


@dataclass(frozen=True)
class ProofFile:
    """A file of a scheme's proofs, opened as text. `columns` are the fields in the order of the file; None: the order number."""

    scheme: Scheme
    act: ActKind
    lines: Iterator[list[str]]
    columns: Sequence[Field | None]

    def rows(self) -> Iterator[tuple[int, str, Mapping[str, str]]]:
        """Give each line that is not empty: its number, the order, and the text under each field."""
        for number, cells in enumerate(self.lines, start=2):
            if any(cell.strip() for cell in cells):
                pairs = list(zip(self.columns, (cell.strip() for cell in cells), strict=False))
                order = next((cell for column, cell in pairs if column is None), "")
                yield number, order, {column.name: cell for column, cell in pairs if column is not None}


def opened_file(scheme: Scheme, file: TextIO) -> ProofFile:
    """Read the header of a file: the order number and the fields of the scheme's proof, by name or by Dutch label.

    Raises WrongFile for a scheme without proofs, and for a header that does not fit, naming every column.
    """
    act = scheme.acts.get(KIND)
    if act is None:
        raise WrongFile(f"De regeling {scheme.name} kent geen bewijs van deelname.")
    header = file.readline()
    names = next(csv.reader([header], delimiter=_delimiter(header)), [])
    known: dict[str, Field | None] = {ORDER: None, ORDER_LABEL: None}
    for field in fields_of(act.shape):
        known |= {field.name: field, scheme.labels.get(field.name, field.name).casefold(): field}
    columns, unknown = [], []
    for name in (each.strip().casefold() for each in names):
        columns.append(known.get(name))
        unknown += [name] if name not in known else []
    missing = [] if None in columns else [ORDER]
    missing += [each.name for each in fields_of(act.shape) if each.is_required and each not in columns]
    if unknown or missing:
        raise WrongFile(_header_sentence(unknown, missing, act))
    return ProofFile(scheme, act, csv.reader(file, delimiter=_delimiter(header)), columns)


def _delimiter(header: str) -> str:
    return ";" if ";" in header else ","


def _header_sentence(unknown: Sequence[str], missing: Sequence[str], act: ActKind) -> str:
    told = [f"onbekend: {', '.join(unknown)}"] * bool(unknown) + [f"ontbreekt: {', '.join(missing)}"] * bool(missing)
    fields = ", ".join(field.name for field in fields_of(act.shape))
    return f"De kopregel klopt niet ({'; '.join(told)}). De kolommen zijn: {ORDER}, {fields}."


def load_proofs(
    file: ProofFile, *, by: Actor, received_at: datetime, channel: str = "command"
) -> Iterator[LineOutcome]:
    """Receive the proof on each line in a transaction of its own, and give what came of it as soon as it is there."""
    seen: dict[str, int] = {}
    for number, order, row in file.rows():
        first = seen.setdefault(order, number)
        if first != number:
            yield LineOutcome(number, order, "rejected", f"Deze order staat ook op regel {first}.")
        else:
            yield _received(file, number, order, row, by=by, received_at=received_at, channel=channel)


def _received(
    file: ProofFile, number: int, order: str, row: Mapping[str, str], *, by: Actor, received_at: datetime, channel: str
) -> LineOutcome:
    case = case_of(file.scheme, order)
    if case is None:
        return LineOutcome(number, order, "rejected", "Deze order of zaak bestaat niet bij deze regeling.")
    data = data_of_row(file.act, row)
    if Submission.objects.filter(case=case, kind=KIND, body=body_of(KIND, data)).exists():
        return LineOutcome(number, order, "known")
    on = timezone.localdate(received_at)
    try:
        with attempt(case.stream, "case.proof_received", by=by, on=on):
            receive_proof(case.pk, data, by=by, received_at=received_at, channel=channel)
    except InvalidInput as error:
        record_rejection(json.dumps(data).encode(), error.errors, on=on)
        return LineOutcome(number, order, "rejected", _in_words(error.errors))
    except Refused as refusal:
        return LineOutcome(number, order, "rejected", str(refusal))
    return LineOutcome(number, order, "received")


def case_of(scheme: Scheme, number: str) -> Case | None:
    """Give the case that an order number, or a case number, names in a scheme; nothing for what no database can look up."""
    if not number.isprintable():
        return None
    order = Order.objects.filter(number=number, case__scheme=scheme.code).select_related("case").first()
    return order.case if order else Case.objects.filter(number=number, scheme=scheme.code).first()


def data_of_row(act: ActKind, row: Mapping[str, str]) -> dict[str, Any]:
    """Turn the texts of a line into the JSON that the scheme's own reader judges; what is empty is left out."""
    kinds = {field.name: field.kind for field in fields_of(act.shape)}
    return {name: _typed(kinds[name], text) for name, text in row.items() if text}


def _typed(kind: str, text: str) -> Any:
    if kind == "yes":
        return True if text.casefold() in YES else False if text.casefold() in NO else text
    if kind == "number":
        return int(text) if WHOLE.fullmatch(text) else text
    return plain_amount(text) if kind == "amount" else text


def _in_words(errors: Sequence[InputError]) -> str:
    return " ".join(f"{error.path}: {error.message}" for error in errors)
