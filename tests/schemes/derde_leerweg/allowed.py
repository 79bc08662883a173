"""Numbers and divisions that the rules of praktijkleren in de derde leerweg may hold although no law sets them, with their reason.
Read by tests/architecture/test_rules; paths are relative to the folder of the scheme."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[tuple[str, str], str] = {}

DIVISIONS: Mapping[str, str] = {
    "rules/lines.py: values.place_maximum * share.numerator / share.denominator": "rounded down to the cent at once",
}
