"""The shape of a register: its columns with their Dutch headings, and how each is read from the text of a file.
Which registers the house has stands in cases.registers.shapes; a scheme adds its own in its SCHEME."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from cases.amounts import NotAnAmount, euro, plain
from cases.schemes.reading import is_bsn

LONGEST = 200
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
DUTCH_DAY = re.compile("([0-9]{2})-([0-9]{2})-([0-9]{4})")
FIRST_DAY, LAST_DAY = "1900-01-01", "2099-12-31"


@dataclass(frozen=True)
class Column:
    """One column: its name in answers, its heading in the file, and its reader, which raises ValueError with a Dutch sentence.

    `is_personal`: it may hold the number of a person, of which only the pseudonym is kept.
    """

    name: str
    heading: str
    read: Callable[[str], Any]
    is_required: bool = True
    is_personal: bool = False


def period_in_order(row: Mapping[str, Any]) -> str:
    """Say what is wrong with the period of a row: it ends before it begins."""
    from_on, until_on = row.get("from_on"), row.get("until_on")
    if from_on and until_on and until_on < from_on:
        return "De laatste dag ligt voor de eerste dag."
    return ""


@dataclass(frozen=True)
class RegisterShape:
    """A register as it is loaded from a file: columns, the column that is its key, and whether a key has many entries.

    `is_own`: the office itself decides what stands in it, so that no file is loaded.
    The answer about a key is its entry, or {"entries": [...]} where there are many. `check` says what is wrong with a row
    as a whole (empty: nothing).
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    key: str
    has_many: bool = False
    is_own: bool = False
    check: Callable[[Mapping[str, Any]], str] = period_in_order

    @property
    def key_column(self) -> Column:
        """The column that is the key. Raises StopIteration where it is not among the columns."""
        return next(column for column in self.columns if column.name == self.key)


def text(raw: str) -> str:
    """Read a text of one line."""
    if len(raw) > LONGEST:
        raise ValueError(f"Deze tekst is te lang: hoogstens {LONGEST} tekens.")
    if not raw.isprintable():
        raise ValueError("Deze tekst bevat stuurtekens; haal die weg.")
    return raw


def code(pattern: str, sentence: str) -> Callable[[str], str]:
    """Give a reader of a code of a form; `sentence` says in Dutch which form."""
    form = re.compile(pattern)

    def read(raw: str) -> str:
        if not form.fullmatch(raw):
            raise ValueError(sentence)
        return raw

    return read


kvk_number = code("[0-9]{8}", "Een KvK-nummer heeft acht cijfers.")


def bsn(raw: str) -> str:
    """Read a citizen service number."""
    if not is_bsn(raw):
        raise ValueError("Dit is geen geldig burgerservicenummer.")
    return raw


def party_number(raw: str) -> str:
    """Read the number of an enterprise (KvK) or of a person (BSN)."""
    return kvk_number(raw) if re.fullmatch("[0-9]{8}", raw) else bsn(raw)


def iban(raw: str) -> str:
    """Read an account number."""
    try:
        return str(IBAN(raw))
    except SchwiftyException as error:
        raise ValueError("Dit is geen geldige IBAN; controleer het rekeningnummer.") from error


def day(raw: str) -> str:
    """Read a day, as 2020-03-02 or 02-03-2020; give it as 2020-03-02."""
    dutch = DUTCH_DAY.fullmatch(raw)
    written = "-".join(reversed(dutch.groups())) if dutch else raw
    if not (ISO_DAY.fullmatch(written) and _is_day(written)):
        raise ValueError("Hier hoort een datum als 2020-03-02.")
    if not FIRST_DAY <= written <= LAST_DAY:
        raise ValueError("Deze datum ligt te ver weg; controleer het jaar.")
    return written


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def amount(raw: str) -> str:
    """Read an amount in euro with a point or a comma; give it as text with two decimals."""
    try:
        found = euro(raw.replace(",", "."))
    except NotAnAmount as error:
        raise ValueError('Schrijf een bedrag als "1250.00", zonder punten tussen duizendtallen.') from error
    if found < 0:
        raise ValueError("Een bedrag is hier niet kleiner dan nul.")
    return plain(found)


@dataclass(frozen=True)
class Choice:
    """A reader of one of some Dutch words, each with what it stands for."""

    of: Mapping[str, Any]

    def __call__(self, raw: str) -> Any:
        """Read one of the words. Raises ValueError that names them all."""
        if raw.lower() not in self.of:
            raise ValueError(f"Kies een van: {', '.join(self.of)}.")
        return self.of[raw.lower()]

    def word_for(self, value: Any) -> str:
        """Give the Dutch word for what was read; a value that has none as it is."""
        return next((word for word, meant in self.of.items() if meant == value), str(value))


yes_no = Choice({"ja": True, "nee": False})


def several(read_one: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    """Give a reader of values with blanks between them."""

    def read(raw: str) -> list[Any]:
        return [read_one(part) for part in raw.split()]

    return read


FROM = Column("from_on", "vanaf", day)
UNTIL = Column("until_on", "tot_en_met", day, is_required=False)
PERIOD = (FROM, UNTIL)
"""From when until when something holds; without a last day it still holds."""
