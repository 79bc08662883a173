"""Numbers and divisions that the rules of STAP may hold although no law sets them, each with its reason.
Read by tests/architecture/test_rules; paths are relative to the folder of the scheme."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[tuple[str, str], str] = {
    ("rules/completion.py", "100"): "from share to percent, as a trainer states attendance",
}

DIVISIONS: Mapping[str, str] = {}
