"""Under which key a register is asked and its answers are kept: of a person's number never more than the pseudonym."""

from __future__ import annotations

from cases.identity import pseudonym
from cases.schemes.shapes import RegisterShape


def stored_key(shape: RegisterShape, key: str) -> str:
    """Give the key under which entries and answers of a register are kept. Giving a kept key changes nothing."""
    return pseudonym(key) if shape.key_column.is_personal else key
