"""By which key a person or enterprise is known in tables, trail and jobs. A KvK number is public and stays what it is; a
citizen service number (BSN) is replaced by a keyed hash, so that equal people are found and nobody is named."""

from __future__ import annotations

import hmac
import re

from django.conf import settings

KVK_NUMBER = re.compile(r"[0-9]{8}")
MARK = "p:"
HEX_DIGITS = 40


def pseudonym(number: str) -> str:
    """Give the key of a number: a KvK number itself, of anything else `p:` and the first 160 bits of its HMAC-SHA256.

    A key that was made already stays the same. The secret (settings.PSEUDONYM_KEY) must never change: every key depends on it.
    """
    if KVK_NUMBER.fullmatch(number) or is_pseudonym(number):
        return number
    return MARK + keyed_digest(number.encode())[:HEX_DIGITS]


def keyed_digest(message: bytes) -> str:
    """Give the HMAC-SHA256 of a message in hex: the same one is found again, and one that was erased cannot be guessed back."""
    return hmac.digest(settings.PSEUDONYM_KEY.encode(), message, "sha256").hex()


def is_pseudonym(key: str) -> bool:
    """Say whether this is the key of somebody whose number is not stored."""
    return len(key) == len(MARK) + HEX_DIGITS and key.startswith(MARK)
