"""From which number on a pattern asks a person to look: settings of the office, no law.
What is looked for stands in `ontwikkeladvies.signals`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.law import Dated
from cases.schemes.ontwikkeladvies.terms import sources as s

VALUES: Mapping[str, Dated[Any]] = {
    "signal_trajectories_a_day": s.open_question(
        3, s.UNKNOWN, "Vanaf hoeveel trajecten die één adviseur op één dag afrondt, moet iemand kijken?"
    ),
    "signal_applicants_of_account": s.open_question(
        1, s.UNKNOWN, "Vanaf hoeveel aanvragers met hetzelfde rekeningnummer moet iemand kijken?"
    ),
    "signal_education_differences": s.open_question(
        0, "1", "Vanaf hoeveel verschillen tussen de opgegeven opleiding en het portaal moet iemand kijken?"
    ),
}
