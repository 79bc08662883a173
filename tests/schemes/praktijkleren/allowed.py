"""Numbers and divisions that the rules of Praktijkleren may hold although no law sets them, each with its reason.
Read by tests/architecture/test_rules; paths are relative to the folder of the scheme."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[tuple[str, str], str] = {
    ("rules/school.py", "100"): "from percent to share, without dividing",
}

DIVISIONS: Mapping[str, str] = {
    "rules/amounts.py: values.place_maximum * share.numerator / share.denominator": "rounded down to the cent at once",
}
