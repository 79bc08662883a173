"""Euro amounts: exact decimals, cents, the only rounding, and how an amount is written in Dutch.
No law and no database here; a percentage or ceiling belongs to its scheme."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LIMIT = Decimal(10) ** 15
WRITTEN_PLAIN = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,2})?")


class NotAnAmount(ValueError):
    """The text is not a euro amount with at most two decimals."""


def euro(text: str | int | Decimal) -> Decimal:
    """Give the euro amount that the text names, exact to the cent.

    Raises NotAnAmount for binary floats, more than two decimals, NaN and infinity.
    """
    if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
        raise NotAnAmount(f"{text!r} is geen bedrag.")
    if isinstance(text, str) and not WRITTEN_PLAIN.fullmatch(text):
        raise NotAnAmount(f"{text!r} is geen bedrag; schrijf het als 1250.00.")
    amount = Decimal(text)
    if not amount.is_finite() or abs(amount) >= LIMIT or amount != amount.quantize(CENT):
        raise NotAnAmount(f"{text!r} is geen bedrag in euro met hoogstens twee decimalen.")
    return amount.quantize(CENT) + ZERO


def round_to_cent(amount: Decimal) -> Decimal:
    """Round a computed amount to the cent, half a cent upwards: the only rounding of what is granted or settled."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def round_down_to_cent(amount: Decimal) -> Decimal:
    """Round a share down to the cent, so that shares together never exceed the ceiling they divide."""
    return amount.quantize(CENT, rounding=ROUND_DOWN)


def to_cents(amount: Decimal) -> int:
    """Give the amount in whole cents, as the database keeps it. Raises NotAnAmount for a fraction of a cent."""
    return int(euro(amount) * 100)


def from_cents(cents: int) -> Decimal:
    """Give the euro amount of a number of cents."""
    return Decimal(cents).scaleb(-2)


def plain(amount: Decimal) -> str:
    """Write an amount for machines: `8970.00`."""
    return f"{amount:.2f}"


def written(amount: Decimal) -> str:
    """Write an amount for Dutch readers: `€ 24.999,00`, a negative one as `-€ 5,00`."""
    digits = f"{abs(amount):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{'-' if amount < 0 else ''}€ {digits}"
