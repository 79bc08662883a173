"""Numbers and divisions that the rules of SLIM may hold although no law sets them, each with its reason.
Read by tests/architecture/test_rules; paths are relative to the folder of the scheme."""

from __future__ import annotations

from collections.abc import Mapping

NUMBERS: Mapping[tuple[str, str], str] = {
    ("rules/amounts.py", "10000"): "the application states shares in hundredths of a percent",
    ("rules/applicants.py", "100"): "from percent to share",
    ("rules/costs.py", "100"): "from percent to share",
    ("rules/settlement.py", "0.0001"): "how many decimals of a share are shown; the share itself is not rounded",
}

DIVISIONS: Mapping[str, str] = {
    "rules/amounts.py: full * weeks / values.place_weeks": "rounded to the cent at once",
    "rules/amounts.py: part * amount / whole": "rounded to the cent at once",
    "rules/amounts.py: total * share / 10000": "rounded to the cent at once",
    "rules/applicants.py: values.public_share_limit / 100": "a share, compared with a share",
    "rules/costs.py: labour.full_time_percent / 100": "a share",
    "rules/costs.py: wage / hours": "rounded to the cent at once",
    "rules/de_minimis.py: left / part": "a share; what is cut by it is rounded down",
    "rules/settlement.py: made / budgeted": "a share, compared with the floor without rounding",
}
