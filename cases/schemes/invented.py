"""Invented enterprises, people and documents for demonstrations and load: well-formed, and given out to nobody.
What a made-up application asks for stands in the folder of each scheme."""

from __future__ import annotations

import base64
from random import Random
from typing import Any

from cases.schemes.reading import is_bsn

TRADES = (
    "Bakkerij",
    "Drukkerij",
    "Timmerwerken",
    "Zorggroep",
    "Installatie",
    "Kwekerij",
    "Rederij",
    "Garage",
    "Atelier",
)
WORDS = ("de Eik", "Noordster", "Zilverberk", "Watermolen", "Kompas", "Lindenhof", "Zeeduin", "Morgenrood", "Hazelaar")
TOWNS = ("Oosterwolde", "Beekhuizen", "Zandvliet", "Molenkerk", "Duinrode", "Veenhorst", "Lindelo", "Waterbroek")
TEST_RANGE = "9"
"""No number for a person begins with a nine."""


def enterprise(number: int, random: Random, first_kvk_number: int, account: int | None = None) -> dict[str, Any]:
    """Give an enterprise as applicants are described in every scheme; `account` is the number behind its IBAN (its own)."""
    name = f"{random.choice(TRADES)} {random.choice(WORDS)} {number}"
    return {
        "kvk_number": str(first_kvk_number + number),
        "name": name,
        "street": f"Voorbeeldweg {number % 300 + 1}",
        "postcode": f"{1000 + number % 9000} ZZ",
        "town": random.choice(TOWNS),
        "contact_name": f"contactpersoon {number}",
        "email": f"aanvrager{number}@voorbeeld.example",
        "iban": iban(number if account is None else account),
    }


def iban(number: int) -> str:
    """Give a well-formed account number in a range that starts with zeros, as no bank gives out."""
    account = f"{number:010d}"
    digits = "".join(str(ord(letter) - 55) for letter in "INGB") + account + "2321" + "00"
    return f"NL{98 - int(digits) % 97:02d}INGB{account}"


def bsn(number: int) -> str:
    """Give a well-formed citizen service number that is given to nobody, another one for each number.

    Raises StopIteration above a million.
    """
    candidates = (f"{TEST_RANGE}{number:06d}{last:02d}" for last in range(100))
    return next(candidate for candidate in candidates if is_bsn(candidate))


def document(kind: str, number: int) -> dict[str, Any]:
    """Give a document that says of itself that it is invented."""
    text = f"Voorbeeld van {kind} bij aanvraag {number}. Dit document is verzonnen."
    content = base64.b64encode(text.encode()).decode()
    return {"kind": kind, "name": f"{kind}.txt", "media_type": "text/plain", "content": content}
