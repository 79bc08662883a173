"""Reading what comes in: JSON to typed, frozen objects, with every error at once, its path and a Dutch sentence.
No scheme's own fields are known here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from cases.amounts import NotAnAmount, euro

T = TypeVar("T")

STRICT = ConfigDict(strict=True, extra="forbid", str_strip_whitespace=True, frozen=True, hide_input_in_errors=True)

WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a device or turn the reading direction, so that a reader sees other text than there is."""
BSN_SHAPE = re.compile(r"[0-9]{9}")
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
ELEVEN = 11
WHOLE = 100

UNKNOWN_FIELD = "Dit veld is onbekend; laat het weg."
NO_NAME = "(onbekend veld)"
"""Stands in a trace where the sender chose the name of a field: that can be anything, also a number of a person."""

SENTENCES: Mapping[str, str] = {
    "missing": "Dit gegeven ontbreekt.",
    "unexpected_keyword_argument": UNKNOWN_FIELD,
    "extra_forbidden": UNKNOWN_FIELD,
    "string_type": "Hier hoort tekst.",
    "string_too_short": "Deze tekst is te kort: minstens {min_length} tekens.",
    "string_too_long": "Deze tekst is te lang: hoogstens {max_length} tekens.",
    "string_pattern_mismatch": "Deze tekst heeft niet de juiste vorm.",
    "int_type": "Hier hoort een geheel getal, zonder aanhalingstekens.",
    "int_from_float": "Hier hoort een geheel getal.",
    "bool_type": "Hier hoort true of false.",
    "list_type": "Hier hoort een lijst.",
    "tuple_type": "Hier hoort een lijst.",
    "dataclass_type": "Hier hoort een object met velden.",
    "dict_type": "Hier hoort een object met velden.",
    "date_type": "Hier hoort een datum als 2020-03-02.",
    "date_parsing": "Hier hoort een datum als 2020-03-02.",
    "date_from_datetime_parsing": "Hier hoort een datum als 2020-03-02.",
    "literal_error": "Kies een van: {expected}.",
    "enum": "Kies een van: {expected}.",
    "greater_than": "Dit getal moet groter zijn dan {gt}.",
    "greater_than_equal": "Dit getal moet ten minste {ge} zijn.",
    "less_than": "Dit getal moet kleiner zijn dan {lt}.",
    "less_than_equal": "Dit getal mag hoogstens {le} zijn.",
    "too_short": "Geef er ten minste {min_length}.",
    "too_long": "Geef er hoogstens {max_length}.",
    "finite_number": "Hier hoort een gewoon getal.",
}


@dataclass(frozen=True)
class InputError:
    """One thing that is wrong: where (`costs.external[0].amount`) and a sentence that says what to do.

    `trace` is the path as it may be kept, where the sender chose the name of a field in it; blank where it is the path.
    """

    path: str
    message: str
    trace: str = ""


def unknown_field(name: str) -> InputError:
    """Give the error for a field on top that has no meaning."""
    return InputError(name, UNKNOWN_FIELD, NO_NAME)


class InvalidInput(ValueError):
    """The input cannot be read; `errors` holds all that is wrong with it."""

    def __init__(self, errors: tuple[InputError, ...]) -> None:
        super().__init__("; ".join(f"{error.path}: {error.message}" for error in errors))
        self.errors = errors


def _read_amount(raw: Any) -> Decimal:
    if not isinstance(raw, str | int) or isinstance(raw, bool):
        raise ValueError('Schrijf een bedrag als tekst met een punt: "1250.00".')
    try:
        return euro(raw)
    except NotAnAmount as error:
        raise ValueError(str(error)) from error


def _check_not_negative(amount: Decimal) -> Decimal:
    if amount < 0:
        raise ValueError("Een bedrag is hier niet kleiner dan nul.")
    return amount


def _check_percent(share: Decimal) -> Decimal:
    if share > WHOLE:
        raise ValueError("Een percentage is hoogstens 100.")
    return share


def _check_plausible(day: date) -> date:
    if not date(1990, 1, 1) <= day <= date(2099, 12, 31):
        raise ValueError("Deze datum ligt te ver weg; controleer het jaar.")
    return day


def _read_day(day: Any) -> Any:
    """Read a day as people write it: pydantic itself takes a number of seconds in a text for one as well."""
    if not isinstance(day, str):
        return day
    if WRITTEN_DAY.fullmatch(day.strip()):
        with suppress(ValueError):
            return date.fromisoformat(day.strip())
    raise ValueError(SENTENCES["date_type"])


def _check_printable(text: str) -> str:
    if STEERING.search(text):
        raise ValueError("Deze tekst bevat stuurtekens; haal die weg.")
    return text


def _check_visible(text: str) -> str:
    if not text.isprintable():
        raise ValueError("Dit gegeven bevat stuurtekens; haal die weg.")
    return text


def is_bsn(number: str) -> bool:
    """Say whether nine digits are a well-formed citizen service number: the eleven test, and not only zeros."""
    digits = [int(digit) for digit in number] if BSN_SHAPE.fullmatch(number) else []
    total = sum(digit * weight for digit, weight in zip(digits, BSN_WEIGHTS, strict=False))
    return any(digits) and total % ELEVEN == 0


def _check_bsn(number: str) -> str:
    if not is_bsn(number):
        raise ValueError("Dit is geen geldig burgerservicenummer (BSN): negen cijfers die samen de elfproef doorstaan.")
    return number


def _check_iban(text: str) -> str:
    try:
        return str(IBAN(text))
    except SchwiftyException as error:
        raise ValueError("Dit is geen geldige IBAN; controleer het rekeningnummer.") from error


WRITTEN_AMOUNT = {"type": "string", "pattern": r"^[0-9]{1,18}(\.[0-9]{1,2})?$"}
WHOLE_AMOUNT = {"type": "integer", "minimum": 0}
AMOUNT = "amount"
"""The format by which a description tells an amount from other numbers and texts."""

Amount = Annotated[
    Decimal,
    BeforeValidator(_read_amount),
    AfterValidator(_check_not_negative),
    WithJsonSchema({"anyOf": [WRITTEN_AMOUNT, WHOLE_AMOUNT], "format": AMOUNT}),
]
Written = BeforeValidator(_read_day)
Percent = Annotated[Amount, AfterValidator(_check_percent)]
Day = Annotated[date, Written, AfterValidator(_check_plausible)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_check_printable)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(_check_printable)]
KvkNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
Bsn = Annotated[
    str, AfterValidator(_check_bsn), WithJsonSchema({"type": "string", "pattern": f"^{BSN_SHAPE.pattern}$"})
]
Iban = Annotated[str, AfterValidator(_check_iban), WithJsonSchema({"type": "string", "format": "iban"})]
Email = Annotated[
    str,
    StringConstraints(pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$", max_length=254),
    AfterValidator(_check_visible),
]


def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


_adapters: Callable[[Any], TypeAdapter[Any]] = lru_cache(maxsize=64)(_adapter)


def read(kind: type[T], data: Mapping[str, Any], *, under: str = "") -> T:
    """Read a typed object from decoded JSON. Raises InvalidInput with every error; `under` is put before each path."""
    try:
        result: T = _adapters(kind).validate_json(json.dumps(data))
    except ValidationError as error:
        raise InvalidInput(tuple(_translated(entry, under) for entry in error.errors())) from error
    return result


def _translated(entry: Any, under: str) -> InputError:
    message = SENTENCES.get(entry["type"]) or entry["msg"].removeprefix("Value error, ")
    known = {name: str(value).replace(" or ", " of ") for name, value in entry.get("ctx", {}).items()}
    trace = _path(under, (*entry["loc"][:-1], NO_NAME)) if message == UNKNOWN_FIELD else ""
    return InputError(_path(under, entry["loc"]), message.format(**known) if "{" in message else message, trace)


def _path(under: str, parts: tuple[str | int, ...]) -> str:
    path = under
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path or "(geheel)"
