"""From which number on a pattern in the lines asks a person to look: settings of the office, no law.
What is looked for stands in `praktijkleren.signals`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.law import Dated
from cases.schemes.praktijkleren.terms import sources as s

VALUES: Mapping[str, Dated[Any]] = {
    "signal_overlapping_employers": s.open_question(
        {s.START: 0}, "1 onder c", "Mag een leerling in dezelfde weken bij twee werkgevers een plaats hebben?"
    ),
    "signal_weeks_over_employers": s.open_question(
        {s.START: 42}, "1 onder c", "Vanaf hoeveel weken over alle werkgevers samen moet iemand kijken?"
    ),
    "signal_categories_of_student": s.open_question(
        {s.START: 1}, "13", "Kan een leerling in één studiejaar in twee categorieën vallen?"
    ),
    "signal_full_places": s.open_question(
        {s.START: 9},
        "1 onder c",
        "Vanaf hoeveel leerlingen, allemaal met het hoogste aantal weken, moet iemand kijken?",
    ),
    "signal_students_of_employer": s.open_question(
        {s.START: 99}, "5 onder e", "Vanaf hoeveel leerlingen in één aanvraag moet iemand naar de begeleiding kijken?"
    ),
    "signal_applications_in_window": s.open_question(
        {s.START: 1},
        "13",
        "Vanaf hoeveel aanvragen van één werkgever in één tijdvak, zonder wat is ingetrokken, moet iemand kijken? Meer dan één mag.",
    ),
}
